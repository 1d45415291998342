// Plans a stack of an environment, and returns the plan as data.
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import type { SynthesizedDeployment } from "./deployment";
import { stackFolder } from "./stack-folder";
import { resourcesInState } from "./states";

/** @param keep keeps the saved plan for an apply. It contains secrets in plain text. */
export async function planStack(
  deployment: SynthesizedDeployment,
  stack: string,
  { keep = false } = {},
): Promise<PlannedStack> {
  const waitsFor = await missingProducers(deployment, stack);
  if (waitsFor.length > 0) return { stack, status: "pending", waitsFor };
  const folder = await stackFolder(deployment, stack);
  return { stack, ...(await folder.plan({ keep })) };
}

/** The stacks whose outputs it reads and that are not deployed. */
export async function missingProducers(deployment: SynthesizedDeployment, stack: string): Promise<readonly string[]> {
  const { dependencies } = deployment.synthesis.stack(stack);
  const resources = await Promise.all(dependencies.map((producer) => resourcesInState(deployment, producer)));
  return dependencies.filter((_, index) => resources[index] === 0);
}
