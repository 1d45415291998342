// Makes the environment's workspace exist in every stack before cdktf or Terraform runs: cdktf selects none, and Terraform
// would ask which.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { run } from "../../packages/process/run";
import { settingsFile, unattended } from "../setup/terraform-settings";
import { errorLines } from "../../packages/terraform/log";
import type { Deployment } from "./deployment";
import { resourcesInState } from "./state";
import { type Stack, stackFolder, stacks } from "./synthesized";

export interface InitializeOptions {
  /** @default all */
  readonly stacks?: readonly Stack[];
  /** Makes no workspace: a stack without a state is planned with an empty one on this machine. @default false */
  readonly readOnly?: boolean;
}

/** One after another: two Terraforms must not fill one provider cache at a time. Returns the stacks that needed it. */
export async function initializeStacks(
  deployment: Deployment,
  log: string,
  now: (text: string) => void,
  { stacks: chosen = stacks, readOnly = false }: InitializeOptions = {},
): Promise<readonly Stack[]> {
  const done: Stack[] = [];
  for (const stack of chosen) {
    const folder = stackFolder(deployment, stack);
    // A workspace exists once it holds a state; the folder remembers what it was initialized with.
    const exists = (await resourcesInState(deployment, stack)) > 0;
    useBackend(folder, readOnly && !exists ? "of this machine" : "as synthesized");
    if (exists && read(join(folder, remembered)) === fingerprint(folder)) continue;
    now(stack);
    await initialize(stack, deployment, log);
    done.push(stack);
  }
  return done;
}

/** Terraform merges a file of this name over the others. */
const override = "backend_override.tf.json";

function useBackend(folder: string, which: "as synthesized" | "of this machine"): void {
  const file = join(folder, override);
  if (which === "as synthesized") rmSync(file, { force: true });
  else writeFileSync(file, `${JSON.stringify({ terraform: { backend: { local: {} } } })}\n`);
}

const remembered = join(".terraform", "initialized.sha256");

async function initialize(stack: Stack, deployment: Deployment, log: string): Promise<void> {
  const cwd = stackFolder(deployment, stack);
  // The folder remembers a workspace that may be gone, with its state or its bucket: then init would refuse.
  rmSync(join(cwd, ".terraform", "environment"), { force: true });
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
    .update(JSON.stringify([terraform, read(settingsFile), read(join(folder, override))]))
    .digest("hex");
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
