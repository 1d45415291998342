// What training and serving run in the VPC, and which services each calls. Scripts and containers call S3 only:
// SageMaker itself pulls their images and ships their logs. Likewise, Lambda ships the logs of its functions.
import type { Environment } from "../environments";

export const jobs = {
  name: ["jobs"],
  description: "Processing and training jobs",
  reaches: { s3: "scripts read their data and code, and write what they make" },
  wornBy: "the jobs that the state machine starts",
} as const;

export const modelContainers = {
  name: ["models"],
  description: "Model containers behind SageMaker endpoints",
  reaches: { s3: "a container loads its model" },
  wornBy: "the models that the state machine makes",
} as const;

export const functions = {
  name: ["functions"],
  description: "Lambda functions",
  reaches: {
    s3: "start-pipeline checks uploads, evaluate-model reads evaluations",
    states: "start-pipeline starts executions",
    sns: "start-pipeline reports uploads that it cannot use",
    "sagemaker.api": "evaluate-model asks the registry for the champion",
    "sagemaker.runtime": "predict invokes the endpoint",
  },
} as const;

/** Functions are in the VPC only if the environment says so (ADR 5). */
export function consumersIn({ network }: Environment) {
  return [jobs, modelContainers, ...(network.lambdasInVpc ? [functions] : [])];
}
