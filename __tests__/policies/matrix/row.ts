// One row of the matrix: what a role must be able to do, and what it must not.
import type { Request } from "../support/simulate";
import type { World } from "../support/world";

export interface Row {
  readonly can: readonly Request[];
  readonly cannot: readonly Request[];
}

/** @param neighbour another environment in the same account */
export type RowOf = (world: World, neighbour: World) => Row;

/** Names that every row speaks of. */
export function places(world: World) {
  const { region } = world;
  const data = world.of("storage/Data");
  const artifacts = world.of("storage/Artifacts");
  return {
    data,
    artifacts,
    state: `arn:aws:s3:::mlplatform-state-${world.account}`,
    key: world.of("storage/Key"),
    topic: world.of("pipeline/FailureTopic"),
    stateMachine: world.of("pipeline/StateMachine"),
    startPipeline: world.of("pipeline/StartPipeline"),
    evaluateModel: world.of("pipeline/Functions/EvaluateModel"),
    predict: world.of("pipeline/Functions/Predict"),
    jobRole: world.of("pipeline/JobRole"),
    modelRole: world.of("pipeline/ModelRole"),
    endpoint: world.arn("sagemaker", `endpoint/mlplatform-${world.environment.name}-predictions-1`),
    modelPackage: world.arn("sagemaker", `model-package/mlplatform-${world.environment.name}-models-1/7`),
    modelPackageGroup: world.of("pipeline/Models"),
    ciRole: `arn:aws:iam::${world.account}:role/mlplatform-${world.environment.name}-ci-deploy`,
    boundary: `arn:aws:iam::${world.account}:policy/mlplatform-${world.environment.name}-boundary`,
    via: (service: string) => ({ "kms:ViaService": `${service}.${region}.amazonaws.com` }),
    passedTo: (service: string) => ({ "iam:PassedToService": `${service}.amazonaws.com` }),
  };
}

export const useKey = ["kms:Decrypt", "kms:GenerateDataKey"];
