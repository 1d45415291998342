// What is made of a model package: a model in our network, and the variant of an endpoint that serves it.
import { paths } from "../../../contracts/state-paths";
import type { Model } from "../../environments";
import type { JsonObject } from "../asl";
import type { TrainingDefinitionProps } from "../definition-props";

export const variantName = "AllTraffic";

/** Serverless endpoints take neither a VPC nor isolation (SageMaker developer guide, "Serverless: feature exclusions"). */
export function modelParameters({ model: { model }, serving }: TrainingDefinitionProps): JsonObject {
  return {
    ExecutionRoleArn: serving.roleArn,
    PrimaryContainer: { "ModelPackageName.$": paths.modelPackageArn },
    ...(model.endpoint.kind !== "serverless" && {
      // Code and model are in the archive that SageMaker brings: the container needs no network of its own.
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

/** The key of the instances' volumes, where there are instances and their volumes take one. */
export function variantKey({ model: { model }, serving }: TrainingDefinitionProps): JsonObject {
  return model.endpoint.kind === "realtime" && serving.volumeKeyArn ? { KmsKeyId: serving.volumeKeyArn } : {};
}
