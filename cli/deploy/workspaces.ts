// Makes workspace `local` exist in every stack before cdktf runs: cdktf selects none, and Terraform would ask which.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../src/errors";
import { stackFolder } from "../paths";
import { run } from "../process/run";
import { unattended } from "../setup/terraform-settings";
import { errorLines } from "./output";
import { type Stack, stacks } from "./synthesized";

/** One after another: two Terraforms must not fill one provider cache at a time. */
export async function initializeStacks(
  env: NodeJS.ProcessEnv,
  log: string,
  now: (text: string) => void,
): Promise<void> {
  for (const stack of stacks) {
    now(stack);
    await initialize(stack, env, log);
  }
}

async function initialize(stack: Stack, env: NodeJS.ProcessEnv, log: string): Promise<void> {
  const cwd = stackFolder(stack);
  // While TF_WORKSPACE names a workspace that does not exist yet, neither command can make it.
  const variables = { ...env, ...unattended, TF_WORKSPACE: undefined };
  const steps = [["init", "-input=false", "-no-color", "-reconfigure"]];
  if (selected(cwd) !== "local") steps.push(["workspace", "select", "-or-create", "local"]);
  for (const args of steps) {
    const { code, lines } = await run("terraform", args, { cwd, env: variables, log });
    if (code !== 0)
      throw new UserError(`terraform ${args[0]} failed in stack ${stack}:\n${errorLines(lines)}\nLog: ${log}`);
  }
}

function selected(folder: string): string | undefined {
  const file = join(folder, ".terraform", "environment");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
