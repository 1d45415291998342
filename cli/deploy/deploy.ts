// Deploys every stack with cdktf, and tells beforehand whether there is anything to deploy.
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { logs, root } from "../paths";
import { Interrupted } from "../../packages/process/interrupt";
import { run } from "../../packages/process/run";
import { interruptTerraformOf } from "../../packages/terraform/processes";
import { unattended } from "../setup/terraform-settings";
import type { Deployment } from "./deployment";
import { DeployProgress, errorLines } from "../../packages/terraform/log";
import { type Stack, stackFolder, stacks } from "./synthesized";

export const deployLog = join(logs, "deploy.log");
const shownLog = relative(root, deployLog);

/** Whether a plan of every stack says that nothing is to change. */
export async function nothingToChange(deployment: Deployment): Promise<boolean> {
  const codes = await Promise.all(stacks.map((stack) => planStack(stack, deployment)));
  return codes.every((code) => code === 0);
}

/**
 * Exit code of `terraform plan -detailed-exitcode`: 0 nothing to change, 2 something. 1 is an error, such as a new output
 * of a stack that others wait for; the deployment resolves it, or tells.
 */
async function planStack(stack: Stack, deployment: Deployment): Promise<number> {
  // Nothing is written, so there is nothing to lock.
  const args = ["plan", "-detailed-exitcode", "-input=false", "-lock=false", "-no-color"];
  const { variables } = deployment;
  const options = { cwd: stackFolder(deployment, stack), env: { ...variables, ...unattended }, log: deployLog };
  return (await run("terraform", args, options)).code;
}

export async function deploy(
  { folder, variables }: Deployment,
  now: (text: string) => void,
  note: (text: string) => void,
): Promise<void> {
  const progress = new DeployProgress(stacks, note);
  const args = ["deploy", ...stacks, "--auto-approve", "--skip-synth", "--skip-provider-lock", "--output", folder];
  let interrupted = false;
  let release: (() => void) | undefined;
  const { code, lines } = await run("cdktf", args, {
    cwd: root,
    env: { ...variables, ...unattended, TF_CLI_ARGS_init: "-input=false", TF_CLI_ARGS_apply: "-input=false" },
    log: deployLog,
    onLine: (line) => now(progress.read(line)),
    interrupt: (child) => {
      interrupted = true;
      note("Interrupted: Terraform finishes what it has begun and saves its state …");
      release = interruptTerraformOf(child.pid!);
    },
  });
  release?.();
  if (interrupted)
    throw new Interrupted("Interrupted. What was made is saved: `npm start` goes on from here, `npm stop` removes it.");
  if (code !== 0) {
    throw new UserError(
      `Deployment failed:\n${errorLines(lines)}\nWhole output: ${shownLog}. \`npm start\` tries again from here; \`npm stop\` removes what was made.`,
    );
  }
}
