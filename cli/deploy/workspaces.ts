// Makes the environment's workspace exist in every stack before cdktf or Terraform runs: cdktf selects none, and Terraform
// would ask which.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../src/errors";
import { run } from "../process/run";
import { settingsFile, unattended } from "../setup/terraform-settings";
import { errorLines } from "./output";
import type { Deployment } from "./deployment";
import { resourcesInState } from "./state";
import { type Stack, stackFolder, stacks } from "./synthesized";

/** One after another: two Terraforms must not fill one provider cache at a time. Returns the stacks that needed it. */
export async function initializeStacks(
  deployment: Deployment,
  log: string,
  now: (text: string) => void,
  chosen: readonly Stack[] = stacks,
): Promise<readonly Stack[]> {
  const done: Stack[] = [];
  for (const stack of chosen) {
    const folder = stackFolder(deployment, stack);
    // A workspace exists once it holds a state; the folder remembers what it was initialized with.
    const exists = (await resourcesInState(deployment, stack)) > 0;
    if (exists && read(join(folder, remembered)) === fingerprint(folder)) continue;
    now(stack);
    await initialize(stack, deployment, log);
    done.push(stack);
  }
  return done;
}

const remembered = join(".terraform", "initialized.sha256");

async function initialize(stack: Stack, deployment: Deployment, log: string): Promise<void> {
  const cwd = stackFolder(deployment, stack);
  // While TF_WORKSPACE names a workspace that does not exist yet, neither command can make it.
  const variables = { ...deployment.variables, ...unattended, TF_WORKSPACE: undefined };
  const steps = [
    ["init", "-input=false", "-no-color", "-reconfigure"],
    ["workspace", "select", "-or-create", deployment.environment.name],
  ];
  for (const args of steps) {
    const { code, lines } = await run("terraform", args, { cwd, env: variables, log });
    if (code !== 0) {
      throw new UserError(`terraform ${args[0]} failed in stack ${stack}:\n${errorLines(lines)}\nWhole output: ${log}`);
    }
  }
  writeFileSync(join(cwd, remembered), fingerprint(cwd));
}

/** What `terraform init` depends on: backend and providers of the stack, and where providers come from. */
function fingerprint(folder: string): string {
  const { terraform } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as { terraform: unknown };
  return createHash("sha256")
    .update(JSON.stringify([terraform, read(settingsFile)]))
    .digest("hex");
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
