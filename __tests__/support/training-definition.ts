// A model's state machine in an environment, with plain names instead of a deployment's references.
import type { Environment } from "../../src/environments";
import { ModelScope } from "../../src/scope";
import type { TrainingDefinitionProps } from "../../src/training/definition-props";
import type { JobEnvironment } from "../../src/training/tasks";
import { trainingDefinition } from "../../src/training/training-definition";
import { modelOf, shipped } from "./environments";

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

function job(model: ModelScope): JobEnvironment {
  return {
    model,
    roleArn: "arn:aws:iam::123456789012:role/jobs",
    image: "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3",
    subnetIds: ["subnet-1", "subnet-2"],
    securityGroupIds: ["sg-jobs"],
    outputKeyArn: keyArn,
    volumeKeyArn: keyArn,
    volumeSize: 30,
  };
}

export function definitionProps(environment: Environment, name = shipped): TrainingDefinitionProps {
  const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
  const model = new ModelScope(environment, modelOf(environment, name));
  const jobs = job(model);
  return {
    model,
    dataBucketName: "data",
    artifactsBucketName: "artifacts",
    processing: jobs,
    training: jobs,
    code: { folderUri: "s3://artifacts/code/1/", archiveUri: "s3://artifacts/code/1/sourcedir.tar.gz" },
    serving: {
      image: jobs.image,
      roleArn: "arn:aws:iam::123456789012:role/serving",
      subnetIds: jobs.subnetIds,
      securityGroupIds: ["sg-models"],
      volumeKeyArn: keyArn,
    },
    functions: { evaluateModelArn: functionArn("evaluate-model"), predictArn: functionArn("predict") },
    failureTopicArn: "arn:aws:sns:us-east-1:123456789012:failures",
  };
}

export function aslOf(environment: Environment): AslDefinition {
  return trainingDefinition(definitionProps(environment)).toJson(environment) as unknown as AslDefinition;
}

/** Every state that a state can lead to, through any field. */
export function transitions(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(transitions);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    (field === "Next" || field === "Default") && typeof inner === "string" ? [inner] : transitions(inner),
  );
}
