// The role of processing and training jobs: reads uploads and code, writes what runs make, wears the private network.
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { type GrantableBucket, type GrantableKey, type Grantee, ServiceRole } from "../iam";
import type { ScikitLearnImage } from "./scikit-learn-image";

export interface SageMakerRolesProps {
  readonly environment: Environment;
  readonly key: GrantableKey;
  readonly dataBucket: GrantableBucket;
  readonly artifactsBucket: GrantableBucket;
  readonly image: ScikitLearnImage;
}

export function jobRole(scope: Construct, id: string, props: SageMakerRolesProps): ServiceRole {
  const { environment, dataBucket, artifactsBucket } = props;
  const role = new ServiceRole(scope, id, {
    environment,
    name: ["pipeline", "jobs"],
    service: "sagemaker.amazonaws.com",
    description: "Processing and training jobs of the pipeline",
  });
  dataBucket.grantRead(role, "incoming/");
  artifactsBucket.grantRead(role, "code/", "runs/", "temporary/");
  artifactsBucket.grantWrite(role, "runs/", "temporary/");
  allowContainers(role, props, ["ProcessingJobs", "TrainingJobs"]);
  allowNetwork(role);
  return role;
}

/** The role of model containers: reads models, and nothing else of ours. */
export function modelRole(scope: Construct, id: string, props: SageMakerRolesProps): ServiceRole {
  const { environment, artifactsBucket } = props;
  const role = new ServiceRole(scope, id, {
    environment,
    name: ["pipeline", "models"],
    service: "sagemaker.amazonaws.com",
    description: "Model containers behind the endpoints of the pipeline",
  });
  artifactsBucket.grantRead(role, "runs/");
  allowContainers(role, props, ["Endpoints"]);
  if (environment.endpoint.kind === "realtime") allowNetwork(role);
  return role;
}

/** Image, logs, metrics, encrypted volumes: what SageMaker does on behalf of the role around a container. */
function allowContainers(
  role: Grantee,
  { environment, image, key }: SageMakerRolesProps,
  logs: readonly string[],
): void {
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
  const groups = `arn:aws:logs:${environment.region}:${environment.account}:log-group:/aws/sagemaker`;
  role.addStatement({
    sid: "WriteLogs",
    actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: logs.map((group) => `${groups}/${group}*`),
    wildcardReason: "SageMaker names groups and streams after jobs and endpoints.",
  });
  role.addStatement({
    sid: "WriteMetrics",
    actions: ["cloudwatch:PutMetricData"],
    resources: ["*"],
    conditions: { StringLike: { "cloudwatch:namespace": "/aws/sagemaker/*" } },
    wildcardReason: "CloudWatch knows no resource for this action; the namespace limits it.",
  });
}

/** What SageMaker needs to put containers into a VPC (its guide, "CreateTrainingJob API: execution role permissions"). */
function allowNetwork(role: Grantee): void {
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
      "ec2:DescribeVpcs",
    ],
    resources: ["*"],
    wildcardReason: "The interfaces do not exist beforehand, and EC2 knows no resources for the Describe actions.",
  });
}
