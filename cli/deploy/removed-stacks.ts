// Stacks that are deployed but no longer in the code, such as that of a model that an environment no longer runs.
import type { SynthesizedDeployment } from "./deployment";
import { type DeployedStack, deployedStacks } from "./states";

export async function removedStacks(deployment: SynthesizedDeployment): Promise<readonly DeployedStack[]> {
  return (await deployedStacks(deployment)).filter(({ name }) => !deployment.synthesis.has(name));
}

/** Which stacks are left, and the command that removes them. */
export function describeRemoved(environment: string, stacks: readonly string[]): string {
  const verb = stacks.length === 1 ? "is" : "are";
  return `${stacks.join(", ")} ${verb} deployed, but no longer in the code. To remove: npm run destroy -- ${environment} ${stacks.join(" ")}`;
}
