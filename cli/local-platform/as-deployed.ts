// Remembers what was deployed to the local AWS, so that a start about one model leaves the stacks of the others alone.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { stackPath } from "../deploy/stack-folder";
import { stateOf } from "../deploy/states";

/** In the stack's folder, next to its code. */
const file = "as-deployed.sha256";

/** To be called once a stack matches its code. */
export async function rememberDeployed(deployment: SynthesizedDeployment, stack: string): Promise<void> {
  const digest = await digestOf(deployment, stack);
  if (digest !== undefined) writeFileSync(join(stackPath(deployment, stack), file), digest);
}

/** Whether neither the stack's code nor its state has changed since it was deployed; a plan could only find drift. */
export async function isAsDeployed(deployment: SynthesizedDeployment, stack: string): Promise<boolean> {
  const digest = await digestOf(deployment, stack);
  return digest !== undefined && digest === remembered(stackPath(deployment, stack));
}

function remembered(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch {
    return undefined;
  }
}

/** Undefined without a state. The code names its assets by the hash of their contents. */
async function digestOf(deployment: SynthesizedDeployment, stack: string): Promise<string | undefined> {
  const state = await stateOf(deployment, stack).read();
  if (!state) return undefined;
  const { text } = deployment.synthesis.stack(stack);
  return createHash("sha256").update(`${state.lineage} ${state.serial}\n${text}`).digest("hex");
}
