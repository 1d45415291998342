// The state machine's definition for an environment, with plain names where a deployment has references.
import { type Environment } from "../../src/environments";
import type { PipelineDefinitionProps } from "../../src/pipeline/definition-props";
import { pipelineDefinition } from "../../src/pipeline/pipeline-definition";
import type { JobEnvironment } from "../../src/pipeline/tasks";

export interface AslState {
  readonly Type: string;
  readonly [field: string]: unknown;
}

export interface AslDefinition {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, AslState>>;
}

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/1";

export const job: JobEnvironment = {
  environmentName: "dev",
  region: "us-east-1",
  accountId: "123456789012",
  roleArn: "arn:aws:iam::123456789012:role/jobs",
  image: "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-jobs"],
  outputKeyArn: keyArn,
  volumeKeyArn: keyArn,
  volumeSize: 30,
  maxRuntimeSeconds: 3600,
};

export function definitionProps(environment: Environment): PipelineDefinitionProps {
  const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
  return {
    environment,
    dataBucketName: "data",
    artifactsBucket: { bucketName: "artifacts", arn: "arn:aws:s3:::artifacts" },
    processing: job,
    training: job,
    code: { folderUri: "s3://artifacts/code/1/", archiveUri: "s3://artifacts/code/1/sourcedir.tar.gz" },
    model: {
      image: job.image,
      roleArn: "arn:aws:iam::123456789012:role/models",
      subnetIds: job.subnetIds,
      securityGroupIds: ["sg-models"],
      volumeKeyArn: keyArn,
    },
    functions: { evaluateModelArn: functionArn("evaluate-model"), predictArn: functionArn("predict") },
    failureTopicArn: "arn:aws:sns:us-east-1:123456789012:failures",
    namePrefix: `mlplatform-${environment.name}-`,
    endpointName: `mlplatform-${environment.name}-predictions`,
    modelPackageGroupName: `mlplatform-${environment.name}-models`,
  };
}

export function aslOf(environment: Environment): AslDefinition {
  return pipelineDefinition(definitionProps(environment)).toJson() as unknown as AslDefinition;
}

/** Every state that a state can lead to, by any field. */
export function transitions(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(transitions);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    (field === "Next" || field === "Default") && typeof inner === "string" ? [inner] : transitions(inner),
  );
}
