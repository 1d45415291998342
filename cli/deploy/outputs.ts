// What the deployed stacks say about themselves, as their states hold it.
import { outputValues } from "../../packages/terraform/state";
import type { ModelOutputs, StorageOutputs, TrainingOutputs } from "../../contracts/outputs";
import type { Deployment } from "./deployment";
import { stateOf } from "./states";

/** Outputs that the command line uses. */
export type Outputs = StorageOutputs & TrainingOutputs & ModelOutputs;

export async function readOutputs(deployment: Pick<Deployment, "environment" | "aws">): Promise<Outputs> {
  const all = await Promise.all(
    ["storage", "training", "model-machine-failure"].map((stack) => outputsOf(stack, deployment)),
  );
  return Object.assign({}, ...all) as Outputs;
}

/** Name -> value of what a stack publishes; nothing where it is not deployed. */
export async function outputsOf(
  stack: string,
  deployment: Pick<Deployment, "environment" | "aws">,
): Promise<Readonly<Record<string, unknown>>> {
  return outputValues(await stateOf(deployment, stack).read());
}
