// Terraform in the bootstrap's folder: with the state on this machine or in the bucket.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { DeployProgress, errorLines } from "../../packages/terraform/log";
import { root } from "../paths";
import { parseTerraformPlan, type TerraformPlan } from "../../packages/terraform/plan-json";
import { Interrupted, pause } from "../../packages/process/interrupt";
import { run } from "../../packages/process/run";
import { terraformRunsIn } from "../../packages/terraform/processes";
import type { Place } from "./place";
import type { Home } from "./states";

const planFile = "plan";
/** Terraform takes what files of this name say instead of what the stack says. */
const override = "backend_override.tf.json";

/** A Terraform outlives the command that was killed: it is let finish, and save what it made. */
export async function awaitTerraform({ folder }: Place, note: (text: string) => void): Promise<void> {
  const [first] = terraformRunsIn(folder);
  if (first) note(`waiting for Terraform (process ${first.pid}), which an earlier run left at work`);
  while (terraformRunsIn(folder).length > 0) await pause(200);
}

export async function initialize(place: Place, home: Home): Promise<void> {
  const file = join(place.folder, override);
  if (home === "machine") writeFileSync(file, JSON.stringify({ terraform: { backend: { local: {} } } }));
  else rmSync(file, { force: true });
  // What an earlier run was set up with says nothing about where the state is now.
  await terraform(place, ["init", "-reconfigure", "-input=false", "-no-color"]);
}

/** Copies the state from this machine, for which the folder was initialized, to where the stack says; the copy here stays. */
export async function migrate(place: Place): Promise<void> {
  rmSync(join(place.folder, override), { force: true });
  await terraform(place, ["init", "-migrate-state", "-force-copy", "-input=false", "-no-color"]);
}

/** Undefined when there is nothing to change. */
export async function makePlan(place: Place): Promise<TerraformPlan | undefined> {
  const args = ["plan", `-out=${planFile}`, "-detailed-exitcode", "-input=false", "-no-color"];
  if ((await terraform(place, args, [0, 2])).code === 0) {
    removePlan(place);
    return undefined;
  }
  const { stdout } = await run("terraform", ["show", "-json", planFile], { cwd: place.folder, env: place.variables });
  return parseTerraformPlan(stdout);
}

/** Applies the plan that was shown, and nothing else. */
export async function applyPlan(place: Place, now: (text: string) => void): Promise<void> {
  const progress = new DeployProgress(["bootstrap"], () => undefined);
  await terraform(place, ["apply", "-input=false", "-no-color", planFile], [0], (line) => now(progress.read(line)));
  removePlan(place);
}

/** A plan holds the state in clear. */
export function removePlan({ folder }: Place): void {
  if (existsSync(join(folder, planFile))) rmSync(join(folder, planFile));
}

export async function forceUnlock(place: Place, id: string): Promise<void> {
  await terraform(place, ["force-unlock", "-force", id]);
}

async function terraform(
  place: Place,
  args: readonly string[],
  good: readonly number[] = [0],
  onLine?: (line: string) => void,
): Promise<{ readonly code: number }> {
  const { folder, log, variables } = place;
  let interrupted = false;
  const { code, lines } = await run("terraform", args, {
    cwd: folder,
    env: variables,
    log,
    onLine,
    interrupt: (child) => {
      interrupted = true;
      child.kill("SIGINT");
    },
  });
  const again = `npm run bootstrap -- ${place.deployment.environment.name}`;
  if (interrupted) throw new Interrupted(`Interrupted. What was made is saved: \`${again}\` goes on from here.`);
  if (good.includes(code)) return { code };
  throw new UserError(
    `terraform ${args[0]} failed:\n${errorLines(lines)}\nWhole output: ${relative(root, log)}. \`${again}\` tries again from here.`,
  );
}
