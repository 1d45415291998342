// The Lambda functions. Their calls are read from their source (facts/); here is the rest, and what they must not do.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { places, type RowOf, useKey } from "./row";

export const evaluateModel: RowOf = (world) => {
  const { code, key, via, predict, models } = places(world);
  return {
    can: [...aroundFunctions(world, "training/Functions/EvaluateModel"), ...ask("kms:Decrypt", key, via("s3"))],
    cannot: [
      ...ask("s3:GetObject", code),
      ...ask("lambda:InvokeFunction", predict),
      ...models.flatMap((it) => [
        ...ask("s3:GetObject", [it.upload, it.temporary]),
        ...ask("s3:PutObject", `${it.runs}/evaluation/evaluation.json`),
        // It judges models, but does not register any.
        ...ask("sagemaker:CreateModelPackage", it.modelPackage),
        ...ask(["sagemaker:InvokeEndpoint", "sagemaker:UpdateEndpoint"], it.endpoint),
      ]),
    ],
  };
};

export const predict: RowOf = (world) => {
  const { key, via, topic, models } = places(world);
  return {
    can: aroundFunctions(world, "training/Functions/Predict"),
    cannot: [
      ...ask("sagemaker:InvokeEndpoint", world.arn("sagemaker", "endpoint/somebody-elses")),
      ...ask(useKey, key, via("s3")),
      ...ask("sns:Publish", topic),
      ...models.flatMap((it) => [
        ...ask(["sagemaker:CreateEndpoint", "sagemaker:UpdateEndpoint", "sagemaker:DeleteEndpoint"], it.endpoint),
        ...ask("s3:GetObject", [it.upload, `${it.runs}/x`]),
        ...ask("sagemaker:DescribeModelPackage", it.modelPackage),
      ]),
    ],
  };
};

export const startPipeline: RowOf = (world) => {
  const { code, key, via, predict, models } = places(world);
  return {
    can: [
      ...aroundFunctions(world, "training/Functions/StartPipeline"),
      ...ask(useKey, key, via("s3")),
      ...ask(useKey, key, via("sns")),
    ],
    cannot: [
      ...ask(["s3:GetObject", "s3:PutObject"], code),
      ...ask("states:StartExecution", world.arn("states", "stateMachine:another")),
      ...ask("states:StopExecution", world.arn("states", "execution:any:1")),
      ...ask("lambda:InvokeFunction", predict),
      ...models.flatMap((it) => [
        ...ask("s3:DeleteObject", [it.rejected, `${it.runs}/x`]),
        ...ask("s3:PutObject", it.upload),
        ...ask(["s3:GetObject", "s3:PutObject"], `${it.runs}/x`),
        ...ask("sagemaker:InvokeEndpoint", it.endpoint),
      ]),
    ],
  };
};

/** Log, traces, and interfaces in the VPC (Lambda guide, "required IAM permissions"). */
function aroundFunctions(world: World, path: string): Request[] {
  const log = world.of(`${path}/LogGroup`);
  const interfaces = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ];
  return [
    ...ask(["logs:CreateLogStream", "logs:PutLogEvents"], `${log}:log-stream:1`),
    ...ask(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
    ...(world.environment.network.lambdasInVpc ? ask(interfaces, "*") : []),
  ];
}
