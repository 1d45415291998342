// The roles that each model has to itself.
import type { Model } from "../../../src/environments";
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { type ModelPlaces, modelPlaces, type ModelRowOf, places } from "./row";
import { jobs, prefix, serving } from "./sagemaker-roles";

const stateMachine: ModelRowOf = (world, neighbour, { name }) => {
  const it = modelPlaces(world, name);
  const theirs = modelPlaces(neighbour, name);
  const { passedTo, startPipeline, code } = places(world);
  const others = { endpoint: `${it.endpoint}--trial`, modelPackage: it.modelPackage.replace(/\/7$/, "--trial/1") };
  return {
    // Its tasks are read from the definition (facts/).
    can: [
      ...ask(
        ["logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"],
        "*",
      ),
      ...ask(["logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies"], "*"),
      ...ask("logs:DescribeLogGroups", "*"),
      ...ask(["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules"], "*"),
      // A run may name another endpoint or group of the model.
      ...ask(["sagemaker:CreateEndpoint", "sagemaker:DescribeEndpoint"], others.endpoint),
      ...ask("sagemaker:CreateModelPackage", others.modelPackage),
    ],
    cannot: [
      ...ask(
        ["sagemaker:CreateEndpoint", "sagemaker:UpdateEndpoint"],
        world.arn("sagemaker", "endpoint/somebody-elses"),
      ),
      ...ask("sagemaker:CreateTrainingJob", world.arn("sagemaker", "training-job/somebody-elses")),
      ...ask("sagemaker:CreateModel", world.arn("sagemaker", "model/somebody-elses")),
      ...runs(theirs),
      ...ask("iam:PassRole", [it.jobRole, it.servingRole], passedTo("lambda")),
      ...ask("iam:PassRole", [it.jobRole, it.servingRole], passedTo("ec2")),
      ...ask("s3:GetObject", [it.upload, `${it.runs}/x`]),
      // The failure record, and nothing else of a run.
      ...ask("s3:PutObject", [`${it.runs}/evaluation/evaluation.json`, code]),
      ...ask("lambda:InvokeFunction", startPipeline),
      ...ask("states:StartExecution", it.stateMachine),
      ...ask("sagemaker:InvokeEndpoint", it.endpoint),
      ...ask("events:PutRule", world.arn("events", "rule/any")),
    ],
  };
};

const schedule: ModelRowOf = (world, _, { name }) => {
  const { predict, topic } = places(world);
  const { stateMachine, upload } = modelPlaces(world, name);
  return {
    can: ask("states:StartExecution", stateMachine),
    cannot: [
      ...ask("states:StopExecution", world.arn("states", "execution:any:1")),
      ...ask("states:StartExecution", world.arn("states", "stateMachine:another")),
      ...ask("lambda:InvokeFunction", predict),
      ...ask("s3:GetObject", upload),
      ...ask("sns:Publish", topic),
    ],
  };
};

/** By the path in the model's stack. */
const rows: Readonly<Record<string, ModelRowOf>> = {
  JobRole: jobs,
  "Schedule/Role": schedule,
  ServingRole: serving,
  "StateMachine/Role": stateMachine,
};

/** The roles of a model, by path; without a schedule's role if it has no schedule. */
export function modelRoles({ name, schedule: scheduled }: Model): Readonly<Record<string, ModelRowOf>> {
  const entries = Object.entries(rows).filter(([path]) => scheduled || !path.startsWith("Schedule/"));
  return Object.fromEntries(entries.map(([path, row]) => [`model-${name}/${path}`, row]));
}

/** What no role of a model may do to another model of the same environment, whatever its purpose. */
export function toAnotherModel(world: World, other: Model): Request[] {
  const it = modelPlaces(world, other.name);
  const { data, artifacts, passedTo } = places(world);
  return [
    ...ask(["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject"], [it.upload, it.rejected]),
    ...ask(["s3:GetObject", "s3:PutObject"], [it.modelArchive, it.temporary, `${it.runs}/failure.json`]),
    ...ask("s3:ListBucket", data, prefix(`incoming/${other.name}/`)),
    ...ask("s3:ListBucket", artifacts, prefix(`runs/${other.name}/1/`)),
    ...ask("s3:ListBucket", [data, artifacts]),
    ...runs(it),
    ...ask("sagemaker:InvokeEndpoint", it.endpoint),
    ...ask("sagemaker:DescribeModelPackage", it.modelPackage),
    ...ask("iam:PassRole", [it.jobRole, it.servingRole], passedTo("sagemaker")),
    ...ask(["states:StartExecution"], it.stateMachine),
    ...ask(["logs:CreateLogStream", "logs:PutLogEvents"], [it.jobLog, it.processingLog, it.endpointLog]),
    ...ask("logs:PutLogEvents", `${it.stateMachineLog}:log-stream:1`),
  ];
}

/** What a state machine does in its own model. */
function runs(it: ModelPlaces): Request[] {
  return [
    ...ask(["sagemaker:CreateTrainingJob", "sagemaker:StopTrainingJob", "sagemaker:AddTags"], it.trainingJob),
    ...ask(["sagemaker:CreateProcessingJob", "sagemaker:StopProcessingJob"], it.processingJob),
    ...ask("sagemaker:CreateModel", it.model),
    ...ask("sagemaker:CreateEndpointConfig", it.configuration),
    ...ask(
      ["CreateEndpoint", "UpdateEndpoint", "DeleteEndpoint", "DescribeEndpoint"].map((verb) => `sagemaker:${verb}`),
      it.endpoint,
    ),
    ...ask("sagemaker:CreateModelPackage", it.modelPackage),
  ];
}
