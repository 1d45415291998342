// Every role of the running platform, by the path of its construct.
import { ask } from "../support/simulate";
import { evaluateModel, predict, startPipeline } from "./functions";
import { places, type RowOf, useKey } from "./row";
import { jobs, models } from "./sagemaker-roles";

const stateMachine: RowOf = (world, neighbour) => {
  const it = places(world);
  const { name } = neighbour.environment;
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
    ],
    cannot: [
      ...ask(
        ["sagemaker:CreateEndpoint", "sagemaker:UpdateEndpoint"],
        world.arn("sagemaker", "endpoint/somebody-elses"),
      ),
      ...ask("sagemaker:DeleteEndpoint", world.arn("sagemaker", `endpoint/mlplatform-${name}-predictions`)),
      ...ask("sagemaker:CreateTrainingJob", world.arn("sagemaker", "training-job/somebody-elses")),
      ...ask("sagemaker:CreateModel", world.arn("sagemaker", "model/somebody-elses")),
      ...ask("sagemaker:CreateTrainingJob", world.arn("sagemaker", `training-job/${name}-train-1`)),
      ...ask("sagemaker:StopProcessingJob", world.arn("sagemaker", `processing-job/${name}-evaluate-1`)),
      ...ask("sagemaker:CreateModel", world.arn("sagemaker", `model/${name}-model-1`)),
      ...ask("iam:PassRole", [it.jobRole, it.modelRole], it.passedTo("lambda")),
      ...ask("iam:PassRole", [it.jobRole, it.modelRole], it.passedTo("ec2")),
      ...ask("s3:GetObject", [`${it.data}/incoming/a.csv`, `${it.artifacts}/runs/1/x`]),
      // The failure record, and nothing else of a run.
      ...ask("s3:PutObject", [`${it.artifacts}/runs/1/evaluation/evaluation.json`, `${it.artifacts}/code/1/train.py`]),
      ...ask("lambda:InvokeFunction", it.startPipeline),
      ...ask("states:StartExecution", it.stateMachine),
      ...ask("sagemaker:InvokeEndpoint", it.endpoint),
      ...ask("events:PutRule", world.arn("events", "rule/any")),
    ],
  };
};

const flowLogs: RowOf = (world) => {
  const log = world.of("network/FlowLogs/LogGroup");
  const { key, topic, via } = places(world);
  return {
    can: [
      ...ask("logs:DescribeLogStreams", log),
      ...ask(["logs:CreateLogStream", "logs:PutLogEvents"], `${log}:log-stream:eni-1`),
    ],
    cannot: [
      ...ask("logs:PutLogEvents", `${world.of("pipeline/StateMachine/LogGroup")}:log-stream:1`),
      ...ask("logs:CreateLogGroup", world.arn("logs", "log-group:another")),
      ...ask(useKey, key, via("s3")),
      ...ask("sns:Publish", topic),
      ...ask("ec2:CreateNetworkInterface", world.arn("ec2", "network-interface/*")),
    ],
  };
};

const schedule: RowOf = (world) => {
  const { stateMachine, predict, data, topic } = places(world);
  return {
    can: ask("states:StartExecution", stateMachine),
    cannot: [
      ...ask("states:StopExecution", world.arn("states", "execution:any:1")),
      ...ask("states:StartExecution", world.arn("states", "stateMachine:another")),
      ...ask("lambda:InvokeFunction", predict),
      ...ask("s3:GetObject", `${data}/incoming/a.csv`),
      ...ask("sns:Publish", topic),
    ],
  };
};

export const pipelineRoles: Readonly<Record<string, RowOf>> = {
  "network/FlowLogs/Role": flowLogs,
  "pipeline/Functions/EvaluateModel/Role": evaluateModel,
  "pipeline/Functions/Predict/Role": predict,
  "pipeline/JobRole": jobs,
  "pipeline/ModelRole": models,
  "pipeline/Schedule/Role": schedule,
  "pipeline/StartPipeline/Role": startPipeline,
  "pipeline/StateMachine/Role": stateMachine,
};
