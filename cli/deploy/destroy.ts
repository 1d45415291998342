// Destroys stacks with Terraform, each as soon as those that read its outputs are gone.
import { UserError } from "../../packages/errors";
import { Interrupted } from "../../packages/process/interrupt";
import { limit } from "../../packages/process/limit";
import type { Progress } from "../terminal/steps";
import type { SynthesizedDeployment } from "./deployment";
import { stackFolder } from "./stack-folder";
import type { DeployedStack } from "./states";

/** A Terraform with its provider takes hundreds of megabytes. */
const mostAtATime = 4;

/** What their states hold is destroyed, whether they are synthesized or not. Returns them in the order in which they went. */
export async function destroyStacks(
  { now, note }: Pick<Progress, "now" | "note">,
  deployment: SynthesizedDeployment,
  stacks: readonly DeployedStack[],
): Promise<readonly DeployedStack[]> {
  const destroyed: DeployedStack[] = [];
  const atATime = limit(mostAtATime);
  const progress = new Map<string, string>();
  const show = (stack: string, text: string) => {
    progress.set(stack, text && `${stack} ${text}`);
    now([...progress.values()].filter(Boolean).join(", "));
  };
  const gone = new Map<string, Promise<void>>();
  const destroy = (stack: DeployedStack): Promise<void> => {
    const known = gone.get(stack.name);
    if (known) return known;
    const consumers = stacks.filter(({ producers }) => producers.includes(stack.name));
    const done = Promise.all(consumers.map(destroy)).then(() =>
      atATime(async () => {
        const folder = await stackFolder(deployment, stack.name);
        await folder.destroy({ now: (text) => show(stack.name, text), note });
        show(stack.name, "");
        note(`${stack.name}: ${stack.resources} destroyed`);
        destroyed.push(stack);
      }),
    );
    gone.set(stack.name, done);
    return done;
  };
  throwFirst(await Promise.allSettled(stacks.map(destroy)));
  return destroyed;
}

export function describeDestroyed(stacks: readonly DeployedStack[]): string {
  if (stacks.length === 0) return "nothing was deployed";
  return `${stacks.map(({ name, resources }) => `${name} ${resources}`).join(", ")} destroyed`;
}

/** Those that waited for a stack that failed repeat its failure. */
function throwFirst(results: readonly PromiseSettledResult<void>[]): void {
  const reasons = [...new Set(results.flatMap((result) => (result.status === "rejected" ? [result.reason] : [])))];
  const first = reasons.find((reason) => reason instanceof Interrupted) ?? reasons[0];
  if (first === undefined) return;
  if (reasons.length === 1 || !reasons.every((reason) => reason instanceof UserError)) throw first;
  throw new UserError(reasons.map(({ message }) => message).join("\n"));
}
