// Stacks that are deployed but no longer in the code, such as that of a model which an environment does not run any more.
import type { SynthesizedDeployment } from "./deployment";
import { type DeployedStack, deployedStacks } from "./states";

export async function removedStacks(deployment: SynthesizedDeployment): Promise<readonly DeployedStack[]> {
  return (await deployedStacks(deployment)).filter(({ name }) => !deployment.synthesis.has(name));
}

/** What is left, and what removes it. */
export function describeRemoved(environment: string, stacks: readonly string[]): string {
  const verb = stacks.length === 1 ? "is" : "are";
  return `${stacks.join(", ")} ${verb} deployed, but no longer in the code. To remove: npm run destroy -- ${environment} ${stacks.join(" ")}`;
}
