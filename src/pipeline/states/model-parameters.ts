// What is made of a model package: a model in our network, and the variant of an endpoint that serves it.
import type { Environment } from "../../environments";
import type { JsonObject } from "../asl";
import type { PipelineDefinitionProps } from "../definition-props";

export const variantName = "AllTraffic";

/** Serverless endpoints take neither a VPC nor isolation (SageMaker developer guide, "Serverless: feature exclusions"). */
export function modelParameters({ environment, model }: PipelineDefinitionProps): JsonObject {
  const serverless = environment.endpoint.kind === "serverless";
  return {
    ExecutionRoleArn: model.roleArn,
    PrimaryContainer: { "ModelPackageName.$": "$.modelPackageArn" },
    ...(!serverless && {
      // Code and model are in the archive that SageMaker brings: the container needs no network of its own.
      EnableNetworkIsolation: true,
      VpcConfig: { Subnets: model.subnetIds, SecurityGroupIds: model.securityGroupIds },
    }),
  };
}

export function productionVariant(endpoint: Environment["endpoint"]): JsonObject {
  const common = { VariantName: variantName, "ModelName.$": "$.model.name" };
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
export function variantKey({ environment, model }: PipelineDefinitionProps): JsonObject {
  return environment.endpoint.kind === "realtime" && model.volumeKeyArn ? { KmsKeyId: model.volumeKeyArn } : {};
}
