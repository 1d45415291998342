// The upper limit for every role of an environment's stacks, whatever is granted to it: what state machines, functions,
// jobs, models and flow logs need. For a new kind of grant, add it here and bootstrap again.
import type { Environment } from "../../environments";
import { arn as arnIn } from "../../../contracts/arns";
import { byName, byTag, noResources, type RoleStatement, scopeOf } from "../scope";

export function boundaryStatements(environment: Environment): RoleStatement[] {
  const scope = scopeOf(environment);
  const { arn, named, ofRuns } = scope;
  const configurations = ofRuns("config");
  const allow = (sid: string, actions: readonly string[], resources: readonly string[], wildcardReason = byName) => ({
    sid,
    actions,
    resources,
    wildcardReason,
  });
  return [
    allow("Objects", objects, [scope.objects]),
    allow("Buckets", ["s3:GetBucketLocation", "s3:ListBucket"], [scope.buckets]),
    {
      ...allow("DataKey", ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], [scope.keys], byTag),
      conditions: scope.isOurs,
    },
    {
      ...allow("Volumes", ["kms:CreateGrant"], [scope.keys], byTag),
      conditions: { ...scope.isOurs, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    allow("Failures", ["sns:Publish"], [named("sns", "")]),
    allow("Runs", ["states:StartExecution"], [named("states", "stateMachine:")]),
    allow("Functions", ["lambda:InvokeFunction"], [named("lambda", "function:")]),
    allow("Logs", logStreams, [...scope.logGroups, arn("logs", "log-group:/aws/sagemaker/*")], streams),
    allow("ProcessingJobs", jobs("ProcessingJob"), ofRuns("preprocess", "evaluate"), perExecution),
    allow("TrainingJobs", jobs("TrainingJob"), ofRuns("train"), perExecution),
    allow("Models", models, [...ofRuns("model"), ...configurations], perExecution),
    allow("Endpoints", endpoints, [named("sagemaker", "endpoint/"), ...configurations]),
    allow("Registry", registry, [named("sagemaker", "model-package-group/"), named("sagemaker", "model-package/")]),
    allow("JobEvents", jobEvents, [arn("events", "rule/StepFunctionsGetEventsForSageMaker*")], stepFunctions),
    allow(
      "Images",
      images,
      [arnIn({ ...environment, account: "*" }, "ecr", "repository/sagemaker-*")],
      "AWS keeps its images in accounts of its own.",
    ),
    {
      ...allow("Metrics", ["cloudwatch:PutMetricData"], ["*"], noResources),
      conditions: { StringLike: { "cloudwatch:namespace": "/aws/sagemaker/*" } },
    },
    allow("Unlimited", unlimited, ["*"], noResources),
    {
      ...allow("PassRoles", ["iam:PassRole"], [scope.roles]),
      conditions: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
  ];
}

const perExecution = "SageMaker's things are named after runs, which are not known beforehand.";
const streams = "Services name streams, and SageMaker's groups, after jobs and interfaces that come and go.";
const stepFunctions = "Step Functions keeps one rule for each kind of job, under names of its own.";

const objects = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"];
const logStreams = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];
const jobs = (kind: string) => [
  ...["Create", "Describe", "Stop"].map((verb) => `sagemaker:${verb}${kind}`),
  "sagemaker:AddTags",
  "sagemaker:ListTags",
];
const models = ["sagemaker:CreateEndpointConfig", "sagemaker:CreateModel"];
const endpoints = ["CreateEndpoint", "DeleteEndpoint", "DescribeEndpoint", "InvokeEndpoint", "UpdateEndpoint"].map(
  (action) => `sagemaker:${action}`,
);
const registry = ["sagemaker:AddTags", "sagemaker:CreateModelPackage", "sagemaker:DescribeModelPackage"];
const jobEvents = ["events:DescribeRule", "events:PutRule", "events:PutTargets"];
const images = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** Networking of functions and jobs, log delivery, traces: actions that AWS cannot limit to a resource. */
const unlimited = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface",
  "ec2:DeleteNetworkInterfacePermission",
  "ec2:DescribeDhcpOptions",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcs",
  "ec2:UnassignPrivateIpAddresses",
  "ecr:GetAuthorizationToken",
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DescribeLogGroups",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:UpdateLogDelivery",
  "sagemaker:ListModelPackages",
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];
