// Destroys every stack with Terraform, the last deployed first.
import { join, relative } from "node:path";
import { UserError } from "../../src/errors";
import { logs, root } from "../paths";
import { Interrupted } from "../process/interrupt";
import { run } from "../process/run";
import { unattended } from "../setup/terraform-settings";
import type { Deployment } from "./deployment";
import { DeployProgress, errorLines } from "./output";
import { resourcesInState } from "./state";
import { type Stack, stackFolder, stacks } from "./synthesized";

export const destroyLog = join(logs, "destroy.log");

export interface Destroyed {
  readonly stack: Stack;
  readonly resources: number;
}

export async function destroy(
  deployment: Deployment,
  now: (text: string) => void,
  note: (text: string) => void,
): Promise<readonly Destroyed[]> {
  const destroyed: Destroyed[] = [];
  for (const stack of [...stacks].reverse()) {
    const resources = await resourcesInState(deployment, stack);
    // A stack that was never applied has no state, and those it reads from may have none either.
    if (resources > 0) await destroyStack(stack, deployment, now, note);
    destroyed.push({ stack, resources });
  }
  return destroyed;
}

async function destroyStack(
  stack: Stack,
  deployment: Deployment,
  now: (text: string) => void,
  note: (text: string) => void,
): Promise<void> {
  const progress = new DeployProgress([stack], note);
  let interrupted = false;
  const { code, lines } = await run("terraform", ["destroy", "-auto-approve", "-input=false", "-no-color"], {
    cwd: stackFolder(deployment, stack),
    env: { ...deployment.variables, ...unattended },
    log: destroyLog,
    onLine: (line) => now(progress.read(line)),
    interrupt: (child) => {
      interrupted = true;
      child.kill("SIGINT");
    },
  });
  if (interrupted) throw new Interrupted("Interrupted. Run `npm stop` again to remove the rest.");
  if (code !== 0) {
    throw new UserError(
      `Stack ${stack} could not be destroyed:\n${errorLines(lines)}\nWhole output: ${relative(root, destroyLog)}. \`npm stop\` tries again; \`npm stop -- --discard\` throws the local AWS away.`,
    );
  }
}
