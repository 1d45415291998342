// One row of the matrix: what a role must be able to do, and what it must not.
import type { Model } from "../../../src/environments";
import type { Request } from "../support/simulate";
import type { World } from "../support/world";

export interface Row {
  readonly can: readonly Request[];
  readonly cannot: readonly Request[];
}

/** @param neighbour another environment in the same account */
export type RowOf = (world: World, neighbour: World) => Row;
/** @param model the model that the role belongs to */
export type ModelRowOf = (world: World, neighbour: World, model: Model) => Row;

/** The resources that an environment has once. */
export function places(world: World) {
  const { region, account, environment } = world;
  const data = world.of("storage/Data");
  const artifacts = world.of("storage/Artifacts");
  return {
    data,
    artifacts,
    code: `${artifacts}/code/1/train.py`,
    state: `arn:aws:s3:::mlplatform-state-${account}`,
    key: world.of("storage/Key"),
    topic: world.of("training/FailureTopic"),
    startPipeline: world.of("training/Functions/StartPipeline"),
    evaluateModel: world.of("training/Functions/EvaluateModel"),
    predict: world.of("training/Functions/Predict"),
    ciRole: `arn:aws:iam::${account}:role/mlplatform-${environment.name}-ci-deploy`,
    boundary: `arn:aws:iam::${account}:policy/mlplatform-${environment.name}-boundary`,
    models: Object.keys(environment.models).map((name) => modelPlaces(world, name)),
    via: (service: string) => ({ "kms:ViaService": `${service}.${region}.amazonaws.com` }),
    passedTo: (service: string) => ({ "iam:PassedToService": `${service}.amazonaws.com` }),
  };
}

export type ModelPlaces = ReturnType<typeof modelPlaces>;

/** The resources of one model. */
export function modelPlaces(world: World, name: string) {
  const data = world.of("storage/Data");
  const artifacts = world.of("storage/Artifacts");
  const { name: environment } = world.environment;
  const served = `mlplatform-${environment}-${name}`;
  const made = (type: string, step: string) =>
    world.arn("sagemaker", `${type}/${environment}-${name}--${step}-0123456789ab-0-0-0`);
  const log = (group: string, stream: string) =>
    world.arn("logs", `log-group:/aws/sagemaker/${group}:log-stream:${stream}`);
  return {
    name,
    upload: `${data}/incoming/${name}/a.csv`,
    rejected: `${data}/rejected/${name}/a.csv`,
    runs: `${artifacts}/runs/${name}/1`,
    modelArchive: `${artifacts}/runs/${name}/1/model/x/output/model.tar.gz`,
    temporary: `${artifacts}/temporary/${name}/1/x`,
    stateMachine: world.of(`model-${name}/StateMachine`),
    stateMachineLog: world.of(`model-${name}/StateMachine/LogGroup`),
    jobRole: world.of(`model-${name}/JobRole`),
    servingRole: world.of(`model-${name}/ServingRole`),
    endpoint: world.arn("sagemaker", `endpoint/${served}`),
    modelPackage: world.arn("sagemaker", `model-package/${served}/7`),
    modelPackageGroup: world.of(`model-${name}/Models`),
    trainingJob: made("training-job", "train"),
    processingJob: made("processing-job", "evaluate"),
    model: made("model", "model"),
    configuration: made("endpoint-config", "config"),
    jobLog: log("TrainingJobs", `${environment}-${name}--train-0123456789ab-0-0-0/algo-1-1`),
    processingLog: log("ProcessingJobs", `${environment}-${name}--evaluate-0123456789ab-0-0-0/algo-1-1`),
    endpointLog: log(`Endpoints/${served}`, "AllTraffic/i-1"),
  };
}

export const useKey = ["kms:Decrypt", "kms:GenerateDataKey"];
