// What is created from a model package: a model in our network, and the variant of the endpoint that serves it.
import { paths } from "../../../contracts/state-paths";
import type { Model } from "../../environments";
import type { JsonObject } from "../asl";
import type { TrainingDefinitionProps } from "../definition-props";

export const variantName = "AllTraffic";

/** Serverless endpoints support neither a VPC nor isolation (SageMaker guide, "Serverless: feature exclusions"). */
export function modelParameters({ model: { model }, serving }: TrainingDefinitionProps): JsonObject {
  return {
    ExecutionRoleArn: serving.roleArn,
    PrimaryContainer: { "ModelPackageName.$": paths.modelPackageArn },
    ...(model.endpoint.kind !== "serverless" && {
      // SageMaker delivers the archive with code and model, so the container itself needs no network.
      EnableNetworkIsolation: true,
      VpcConfig: { Subnets: serving.subnetIds, SecurityGroupIds: serving.securityGroupIds },
    }),
  };
}

export function productionVariant(endpoint: Model["endpoint"]): JsonObject {
  const common = { VariantName: variantName, "ModelName.$": paths.modelName };
  if (endpoint.kind === "serverless") {
    return {
      ...common,
      ServerlessConfig: { MemorySizeInMB: endpoint.memoryMb, MaxConcurrency: endpoint.maxConcurrency },
    };
  }
  return {
    ...common,
    InstanceType: endpoint.instanceType,
    InitialInstanceCount: endpoint.instanceCount,
    InitialVariantWeight: 1,
  };
}

/** The key of the instances' volumes, if there are instances and their volumes accept one. */
export function variantKey({ model: { model }, serving }: TrainingDefinitionProps): JsonObject {
  return model.endpoint.kind === "realtime" && serving.volumeKeyArn ? { KmsKeyId: serving.volumeKeyArn } : {};
}
