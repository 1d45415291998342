// Synthesizes an environment into a separate folder and estimates the cost of each stack.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EnvironmentName, environmentByName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { synthesizeProgram } from "../deploy/synthesize";
import { estimate } from "../../packages/cost/estimate";
import type { EnvironmentEstimate } from "../../packages/cost/report";
import { type PricedResource, resourcesOfSynth } from "../../packages/cost/resource";
import { readUsage } from "../../packages/cost/usage";
import { noEstimate } from "./not-estimated";

type Stacks = readonly (readonly [stack: string, resources: readonly PricedResource[]])[];

/** Throws a UserError if the region has no prices or the usage file is invalid. */
export async function estimateEnvironment(name: EnvironmentName, usageFile?: string): Promise<EnvironmentEstimate> {
  const { region } = environmentByName(name);
  return estimateStacks(name, region, await synthesizedStacks(name), usageFile);
}

export function estimateStacks(
  environment: string,
  region: string,
  stacks: Stacks,
  usageFile?: string,
): EnvironmentEstimate {
  const resources = stacks.flatMap(([, resources]) => resources);
  const options = { region, usage: usageFile === undefined ? undefined : readUsage(usageFile, resources) };
  const estimated = (some: readonly PricedResource[]) => {
    const result = estimate(some, options);
    if (result.status === "not estimated") throw new UserError(noEstimate(result.reason));
    return result;
  };
  const { monthly, pricesAsOf } = estimated(resources);
  const byStack = stacks.map(([stack, some]) => ({ stack, estimate: estimated(some) }));
  return { environment, region, monthly, pricesAsOf, stacks: byStack };
}

/** The resources of each stack, in the order of deployment. */
export async function synthesizedStacks(name: EnvironmentName): Promise<Stacks> {
  const output = mkdtempSync(join(tmpdir(), "cost-"));
  try {
    const { stacks } = await synthesizeProgram({ output, variables: { ...process.env, TF_WORKSPACE: name } });
    return stacks.map((stack) => [stack.name, resourcesOfSynth(stack.code)]);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
