// What Terraform would do to each stack of an environment, as data.
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "../deploy/deployment";
import { errorLines, warningLines } from "../../packages/terraform/log";
import { resourcesInState } from "../deploy/state";
import { type Stack, stackDependencies, stackFolder } from "../deploy/synthesized";
import { run } from "../../packages/process/run";
import { unattended } from "../setup/terraform-settings";
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import { parseTerraformPlan } from "../../packages/terraform/plan-json";

/** The saved plan in a stack's folder. It holds secrets in clear: it is deleted once it is applied or read. */
export function planFile(deployment: Deployment, stack: Stack): string {
  return join(stackFolder(deployment, stack), "plan.tfplan");
}

export interface PlanOptions {
  /** Every line of Terraform is appended here. */
  readonly log: string;
  /** Keeps the saved plan for `terraform apply`. @default false */
  readonly keep?: boolean;
}

/** Plans one stack. Takes no lock: a plan changes nothing, and applying a stale one is refused by Terraform. */
export async function planStack(
  deployment: Deployment,
  stack: Stack,
  { log, keep = false }: PlanOptions,
): Promise<PlannedStack> {
  const waitsFor = await missingProducers(deployment, stack);
  if (waitsFor.length > 0) return { stack, status: "pending", waitsFor };
  const file = planFile(deployment, stack);
  const options = { cwd: stackFolder(deployment, stack), env: { ...deployment.variables, ...unattended }, log };
  const args = ["plan", "-input=false", "-lock=false", "-no-color", `-out=${file}`];
  let done = false;
  try {
    const { code, lines } = await run("terraform", args, options);
    if (code !== 0) return { stack, status: "failed", error: errorLines(lines) };
    // Not into the log: the plan's JSON has sensitive values in clear.
    const shown = await run("terraform", ["show", "-json", file], { ...options, log: undefined });
    if (shown.code !== 0) return { stack, status: "failed", error: errorLines(shown.lines) };
    const plan = parseTerraformPlan(shown.stdout);
    // A failed plan leaves a file that can be read as well.
    if (plan.errored || plan.complete === false) {
      return { stack, status: "failed", error: "  Terraform could not complete the plan; see its output above." };
    }
    done = true;
    return { stack, status: "planned", plan, warnings: warningLines(lines) };
  } finally {
    if (!keep || !done) rmSync(file, { force: true });
  }
}

async function missingProducers(deployment: Deployment, stack: Stack): Promise<readonly Stack[]> {
  const producers = stackDependencies(deployment, stack);
  const resources = await Promise.all(producers.map((producer) => resourcesInState(deployment, producer)));
  return producers.filter((_, index) => resources[index] === 0);
}
