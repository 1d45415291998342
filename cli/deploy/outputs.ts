// What the deployed stacks say about themselves.
import { UserError } from "../../packages/errors";
import { run } from "../../packages/process/run";
import type { Deployment } from "./deployment";
import { type Stack, stackFolder } from "./synthesized";

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

export async function readOutputs(deployment: Deployment): Promise<Outputs> {
  const both = await Promise.all((["storage", "pipeline"] as const).map((stack) => outputsOf(stack, deployment)));
  return Object.assign({}, ...both) as Outputs;
}

/** Name -> value of what a stack publishes. */
export async function outputsOf(stack: Stack, deployment: Deployment): Promise<Record<string, unknown>> {
  const { code, stdout, lines } = await run("terraform", ["output", "-json"], {
    cwd: stackFolder(deployment, stack),
    env: deployment.variables,
  });
  if (code !== 0) throw new UserError(`terraform output failed in stack ${stack}:\n${lines.join("\n")}`);
  const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}
