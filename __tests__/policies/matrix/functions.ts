// The Lambda functions. What each calls is read from its source (facts/); here stands what surrounds it, and what it must not do.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { places, type RowOf, useKey } from "./row";

export const evaluateModel: RowOf = (world) => {
  const { data, artifacts, key, via, modelPackage, endpoint, predict } = places(world);
  return {
    can: [...aroundFunctions(world, "pipeline/Functions/EvaluateModel"), ...ask("kms:Decrypt", key, via("s3"))],
    cannot: [
      ...ask("s3:GetObject", [`${data}/incoming/a.csv`, `${artifacts}/code/1/train.py`, `${artifacts}/temporary/1/x`]),
      ...ask("s3:PutObject", `${artifacts}/runs/1/evaluation/evaluation.json`),
      // It judges models; it registers none.
      ...ask("sagemaker:CreateModelPackage", modelPackage),
      ...ask(["sagemaker:InvokeEndpoint", "sagemaker:UpdateEndpoint"], endpoint),
      ...ask("lambda:InvokeFunction", predict),
    ],
  };
};

export const predict: RowOf = (world) => {
  const { data, artifacts, key, via, topic, endpoint, modelPackage } = places(world);
  return {
    can: aroundFunctions(world, "pipeline/Functions/Predict"),
    cannot: [
      ...ask("sagemaker:InvokeEndpoint", world.arn("sagemaker", "endpoint/somebody-elses")),
      ...ask(["sagemaker:CreateEndpoint", "sagemaker:UpdateEndpoint", "sagemaker:DeleteEndpoint"], endpoint),
      ...ask("s3:GetObject", [`${data}/incoming/a.csv`, `${artifacts}/runs/1/x`]),
      ...ask(useKey, key, via("s3")),
      ...ask("sagemaker:DescribeModelPackage", modelPackage),
      ...ask("sns:Publish", topic),
    ],
  };
};

export const startPipeline: RowOf = (world) => {
  const { data, artifacts, key, via, endpoint, predict } = places(world);
  return {
    can: [
      ...aroundFunctions(world, "pipeline/StartPipeline"),
      ...ask(useKey, key, via("s3")),
      ...ask(useKey, key, via("sns")),
    ],
    cannot: [
      ...ask("s3:DeleteObject", [`${data}/rejected/a.csv`, `${artifacts}/runs/1/x`]),
      ...ask("s3:PutObject", `${data}/incoming/a.csv`),
      ...ask(["s3:GetObject", "s3:PutObject"], [`${artifacts}/runs/1/x`, `${artifacts}/code/1/train.py`]),
      ...ask("states:StartExecution", world.arn("states", "stateMachine:another")),
      ...ask("states:StopExecution", world.arn("states", "execution:any:1")),
      ...ask("sagemaker:InvokeEndpoint", endpoint),
      ...ask("lambda:InvokeFunction", predict),
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
