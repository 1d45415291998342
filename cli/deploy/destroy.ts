// Destroys stacks with Terraform, each as soon as the stacks that read its outputs are gone.
import { UserError } from "../../packages/errors";
import { Interrupted } from "../../packages/process/interrupt";
import { limit } from "../../packages/process/limit";
import type { Progress } from "../terminal/steps";
import type { SynthesizedDeployment } from "./deployment";
import { stackFolder } from "./stack-folder";
import type { DeployedStack } from "./states";

/** Terraform and its provider take hundreds of megabytes of memory. */
const mostAtATime = 4;

/**
 * Destroys what the stacks' states hold, even if no longer in the code. Returns the stacks in the order of destruction.
 */
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

/** A stack that waited for a failed one fails for the same reason. */
function throwFirst(results: readonly PromiseSettledResult<void>[]): void {
  const reasons = [...new Set(results.flatMap((result) => (result.status === "rejected" ? [result.reason] : [])))];
  const first = reasons.find((reason) => reason instanceof Interrupted) ?? reasons[0];
  if (first === undefined) return;
  if (reasons.length === 1 || !reasons.every((reason) => reason instanceof UserError)) throw first;
  throw new UserError(reasons.map(({ message }) => message).join("\n"));
}
