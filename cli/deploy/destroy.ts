// Destroys stacks with Terraform, the last deployed first.
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { logs, root } from "../paths";
import { Interrupted } from "../../packages/process/interrupt";
import { run } from "../../packages/process/run";
import { unattended } from "../setup/terraform-settings";
import type { Deployment } from "./deployment";
import { DeployProgress, errorLines } from "../../packages/terraform/log";
import { resourcesInState } from "./state";
import { type Stack, stackFolder } from "./synthesized";

/** Of `npm stop`. */
export const destroyLog = join(logs, "destroy.log");

export interface Destroyed {
  readonly stack: Stack;
  readonly resources: number;
}

export interface DestroyOptions {
  readonly stacks: readonly Stack[];
  readonly log: string;
  /** What to type after a failure. */
  readonly again: string;
  readonly now: (text: string) => void;
  readonly note: (text: string) => void;
}

export async function destroy(deployment: Deployment, options: DestroyOptions): Promise<readonly Destroyed[]> {
  const destroyed: Destroyed[] = [];
  for (const stack of [...options.stacks].reverse()) {
    const resources = await resourcesInState(deployment, stack);
    // A stack that was never applied has no state, and those it reads from may have none either.
    if (resources > 0) await destroyStack(stack, deployment, options);
    destroyed.push({ stack, resources });
  }
  return destroyed;
}

export function describeDestroyed(destroyed: readonly Destroyed[]): string {
  return `${destroyed.map(({ stack, resources }) => `${stack} ${resources}`).join(", ")} destroyed`;
}

async function destroyStack(
  stack: Stack,
  deployment: Deployment,
  { log, again, now, note }: DestroyOptions,
): Promise<void> {
  const progress = new DeployProgress([stack], note);
  let interrupted = false;
  const { code, lines } = await run("terraform", ["destroy", "-auto-approve", "-input=false", "-no-color"], {
    cwd: stackFolder(deployment, stack),
    env: { ...deployment.variables, ...unattended },
    log,
    onLine: (line) => now(progress.read(line)),
    interrupt: (child) => {
      interrupted = true;
      child.kill("SIGINT");
    },
  });
  if (interrupted) throw new Interrupted(`Interrupted. The rest is removed by: ${again}`);
  if (code !== 0) {
    throw new UserError(
      `Stack ${stack} could not be destroyed:\n${errorLines(lines)}\nWhole output: ${relative(root, log)}. To try again: ${again}`,
    );
  }
}
