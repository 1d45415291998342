// Synthesizes an environment into a folder of its own and estimates each stack.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EnvironmentName, environmentByName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { root, work } from "../paths";
import { run } from "../../packages/process/run";
import { estimate } from "../../packages/cost/estimate";
import type { EnvironmentEstimate } from "../../packages/cost/report";
import { type PricedResource, resourcesOfSynth } from "../../packages/cost/resource";
import { readUsage } from "../../packages/cost/usage";
import { noEstimate } from "./not-estimated";

type Stacks = readonly (readonly [stack: string, resources: readonly PricedResource[]])[];

/** Throws a UserError for a region without prices and for a usage file with mistakes. */
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

/** The resources of each stack, in the order of the manifest. */
export async function synthesizedStacks(name: EnvironmentName): Promise<Stacks> {
  const folder = mkdtempSync(join(tmpdir(), "cost-"));
  try {
    const { code, lines } = await run(process.execPath, ["--require", "tsx/cjs", join(root, "main.ts")], {
      // What `npm start -- --data` chose for "local" is looked up in the working directory.
      cwd: work,
      env: { ...process.env, TF_WORKSPACE: name, CDKTF_OUTDIR: folder, NODE_OPTIONS: "" },
    });
    if (code !== 0) throw new UserError(`Synthesis failed:\n${lines.join("\n")}`);
    const { stacks } = json(join(folder, "manifest.json")) as {
      stacks: Record<string, { synthesizedStackPath: string }>;
    };
    return Object.entries(stacks).map(([stack, { synthesizedStackPath }]) => [
      stack,
      resourcesOfSynth(json(join(folder, synthesizedStackPath))),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
