// What the deployed stacks say about themselves, as their states hold it.
import { outputValues } from "../../packages/terraform/state";
import type { Deployment } from "./deployment";
import { stateOf } from "./states";

/** Outputs that the command line uses (contract with stacks/). */
export interface Outputs {
  readonly data_bucket_name: string;
  readonly artifacts_bucket_name: string;
  readonly state_machine_arn: string;
  readonly model_package_group_name: string;
  readonly predict_function_name: string;
  readonly start_pipeline_function_name: string;
  readonly endpoint_name: string;
  readonly upload_uri: string;
}

export async function readOutputs(deployment: Pick<Deployment, "environment" | "aws">): Promise<Outputs> {
  const both = await Promise.all((["storage", "pipeline"] as const).map((stack) => outputsOf(stack, deployment)));
  return Object.assign({}, ...both) as Outputs;
}

/** Name -> value of what a stack publishes; nothing where it is not deployed. */
export async function outputsOf(
  stack: string,
  deployment: Pick<Deployment, "environment" | "aws">,
): Promise<Readonly<Record<string, unknown>>> {
  return outputValues(await stateOf(deployment, stack).read());
}
