// The roles that a model's runs pass to SageMaker: one for its jobs, one for the containers that serve it.
import type { Construct } from "constructs";
import type { JobStep } from "../../contracts/steps";
import { prefixes } from "../../contracts/storage";
import { type GrantableBucket, type GrantableKey, type Grantee, ServiceRole } from "../iam";
import type { ModelScope } from "../scope";
import type { ScikitLearnImage } from "./scikit-learn-image";

export interface ModelRolesProps {
  readonly model: ModelScope;
  readonly key: GrantableKey;
  readonly dataBucket: GrantableBucket;
  readonly artifactsBucket: GrantableBucket;
  readonly image: ScikitLearnImage;
}

/** Reads the model's uploads and the code, and writes the results of its runs. */
export function jobRole(scope: Construct, id: string, props: ModelRolesProps): ServiceRole {
  const { model, dataBucket, artifactsBucket } = props;
  const role = sageMakerRole(scope, id, model, "jobs", "Processing and training jobs");
  dataBucket.grantRead(role, model.incoming);
  artifactsBucket.grantRead(role, prefixes.code, model.runs, model.temporary);
  artifactsBucket.grantWrite(role, model.runs, model.temporary);
  const jobs = Object.entries(jobLogs).flatMap(([group, jobSteps]) =>
    jobSteps.map((step) => `${group}:log-stream:${model.jobNamePrefix(step)}-*`),
  );
  allowContainers(role, props, { groups: Object.keys(jobLogs), streams: jobs });
  allowNetwork(role, "jobs");
  return role;
}

/** The containers that serve the model: they may read what its runs trained, and none of our other data. */
export function servingRole(scope: Construct, id: string, props: ModelRolesProps): ServiceRole {
  const { model, artifactsBucket } = props;
  const role = sageMakerRole(scope, id, model, "serving", "Containers behind the endpoints");
  artifactsBucket.grantRead(role, model.runs);
  const groups = model.served("endpoint").map((arn) => arn.replace(/^.*:endpoint\//, "Endpoints/"));
  allowContainers(role, props, { groups, streams: groups.map((group) => `${group}:log-stream:*`) });
  if (model.model.endpoint.kind === "realtime") allowNetwork(role, "serving");
  return role;
}

/** Log group below /aws/sagemaker/ -> the steps whose jobs write to it; the streams of a job begin with its name. */
const jobLogs = {
  ProcessingJobs: ["preprocess", "evaluate"],
  TrainingJobs: ["train"],
} as const satisfies Record<string, readonly JobStep[]>;

function sageMakerRole(scope: Construct, id: string, model: ModelScope, purpose: string, what: string): ServiceRole {
  const { environment } = model;
  const { name } = model.model;
  const service = "sagemaker.amazonaws.com";
  return new ServiceRole(scope, id, { environment, name: [name, purpose], service, description: `${what} of ${name}` });
}

interface Logs {
  /** Names below /aws/sagemaker/, with `*`. */
  readonly groups: readonly string[];
  readonly streams: readonly string[];
}

/** Image, logs, metrics, encrypted volumes: what SageMaker does for a container on behalf of the role. */
function allowContainers(role: Grantee, { model, image, key }: ModelRolesProps, logs: Logs): void {
  const logArn = (name: string) => model.arn("logs", `log-group:/aws/sagemaker/${name}`);
  key.grantVolumes(role);
  key.grantUse(role, "sagemaker");
  role.addStatement({
    sid: "PullImage",
    actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    resources: [image.repositoryArn],
  });
  role.addStatement({
    sid: "SignInToRegistry",
    actions: ["ecr:GetAuthorizationToken"],
    resources: ["*"],
    wildcardReason: "The token is for the registry as a whole; ECR knows no resource for this action.",
  });
  role.addStatement({
    sid: "MakeLogGroups",
    actions: ["logs:CreateLogGroup", "logs:DescribeLogStreams"],
    resources: logs.groups.flatMap((group) => [logArn(group), `${logArn(group)}:*`]),
    wildcardReason: "Both forms of a group's ARN are in use: with and without the streams.",
  });
  role.addStatement({
    sid: "WriteLogs",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: logs.streams.map(logArn),
    wildcardReason: "SageMaker names streams after jobs, and after the instances of endpoints.",
  });
  role.addStatement({
    sid: "WriteMetrics",
    actions: ["cloudwatch:PutMetricData"],
    resources: ["*"],
    conditions: { StringLike: { "cloudwatch:namespace": "/aws/sagemaker/*" } },
    wildcardReason: "CloudWatch knows no resource for this action; the namespace limits it.",
  });
}

/** What SageMaker needs for containers in a VPC (its guide, "CreateTrainingJob API: execution role permissions"). */
function allowNetwork(role: Grantee, purpose: "jobs" | "serving"): void {
  role.addStatement({
    sid: "AttachToVpc",
    actions: [
      "ec2:CreateNetworkInterface",
      "ec2:CreateNetworkInterfacePermission",
      "ec2:DeleteNetworkInterface",
      "ec2:DeleteNetworkInterfacePermission",
      "ec2:DescribeDhcpOptions",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      // For models only (guide, "Give SageMaker AI hosted endpoints access to resources in your VPC").
      ...(purpose === "serving" ? ["ec2:DescribeVpcEndpoints"] : []),
      "ec2:DescribeVpcs",
    ],
    resources: ["*"],
    wildcardReason: "The interfaces do not exist beforehand, and EC2 knows no resources for the Describe actions.",
  });
}
