// What runs in SageMaker: jobs, and the models behind endpoints.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { modelPlaces, type ModelRowOf, places, useKey } from "./row";

export const jobs: ModelRowOf = (world, _, { name }) => {
  const { data, artifacts, code, key, via, passedTo, predict, topic } = places(world);
  const it = modelPlaces(world, name);
  return {
    can: [
      ...ask(["s3:GetObject", "s3:GetObjectVersion"], it.upload),
      ...ask("s3:GetObject", [code, `${it.runs}/x`, it.temporary]),
      ...ask("s3:GetBucketLocation", [data, artifacts]),
      ...ask("s3:ListBucket", data, prefix(`incoming/${name}/a.csv`)),
      ...["code/1/", `runs/${name}/1/model`, `temporary/${name}/1/split/train`].flatMap((path) =>
        ask("s3:ListBucket", artifacts, prefix(path)),
      ),
      ...ask(["s3:PutObject", "s3:AbortMultipartUpload"], [`${it.runs}/x`, it.temporary]),
      ...ask([...useKey, "kms:DescribeKey"], key, via("s3")),
      ...aroundContainers(world, ["ProcessingJobs", "TrainingJobs"], [it.jobLog, it.processingLog]),
      ...ask(networkActions, "*"),
    ],
    cannot: [
      // Neither the data it learns from nor the code of the next run.
      ...ask(["s3:PutObject", "s3:DeleteObject"], [it.upload, code]),
      ...ask("s3:DeleteObject", [`${it.runs}/x`, it.temporary]),
      ...ask("s3:GetObject", it.rejected),
      // What the bucket's own policy denies to everyone.
      ...ask("s3:GetObject", it.upload, { "aws:SecureTransport": "false" }),
      ...ask("s3:PutObject", `${it.runs}/x`, { "s3:x-amz-server-side-encryption": "AES256" }),
      ...ask("s3:PutObject", `${it.runs}/x`, {
        "s3:x-amz-server-side-encryption": "aws:kms",
        "s3:x-amz-server-side-encryption-aws-kms-key-id": world.arn("kms", "key/another"),
      }),
      ...ask("iam:PassRole", it.servingRole, passedTo("sagemaker")),
      ...ask("lambda:InvokeFunction", predict),
      ...ask("states:StartExecution", it.stateMachine),
      ...ask("sns:Publish", topic),
      ...ask(["sagemaker:CreateEndpoint", "sagemaker:InvokeEndpoint"], it.endpoint),
      ...ask("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "AWS/States" }),
      ...ask("ec2:DescribeVpcEndpoints", "*"),
    ],
  };
};

export const serving: ModelRowOf = (world, _, { name, endpoint }) => {
  const { data, artifacts, code, key, via, topic } = places(world);
  const it = modelPlaces(world, name);
  const group = `Endpoints/mlplatform-${world.environment.name}-${name}`;
  return {
    can: [
      ...ask(["s3:GetObject", "s3:GetObjectVersion"], it.modelArchive),
      ...ask("s3:GetBucketLocation", artifacts),
      ...ask("s3:ListBucket", artifacts, prefix(`runs/${name}/1/model`)),
      ...ask("kms:Decrypt", key, via("s3")),
      ...aroundContainers(world, [group], [it.endpointLog]),
      ...(endpoint.kind === "realtime" ? ask([...networkActions, "ec2:DescribeVpcEndpoints"], "*") : []),
    ],
    cannot: [
      // A model answers requests; it sees neither its training data nor the results of jobs.
      ...ask(["s3:GetObject", "s3:PutObject"], [it.upload, it.temporary]),
      ...ask("s3:GetObject", code),
      ...ask("s3:PutObject", `${it.runs}/x`),
      ...ask("s3:ListBucket", data, prefix(`incoming/${name}/a.csv`)),
      ...ask("sagemaker:InvokeEndpoint", it.endpoint),
      ...ask("sns:Publish", topic),
      ...ask("logs:PutLogEvents", it.jobLog),
    ],
  };
};

export const prefix = (text: string) => ({ "s3:prefix": text });

/** What SageMaker does for a container on behalf of the role. */
function aroundContainers(world: World, groups: readonly string[], streams: readonly string[]): Request[] {
  const { key, via } = places(world);
  const image = `arn:aws:ecr:${world.region}:683313688378:repository/sagemaker-scikit-learn`;
  const group = (name: string) => world.arn("logs", `log-group:/aws/sagemaker/${name}`);
  return [
    ...ask([...useKey, "kms:DescribeKey"], key, via("sagemaker")),
    ...ask("kms:DescribeKey", key),
    ...ask("kms:CreateGrant", key, { "kms:GrantIsForAWSResource": "true" }),
    ...ask(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], image),
    ...ask("ecr:GetAuthorizationToken", "*"),
    ...ask(["logs:CreateLogGroup", "logs:DescribeLogStreams"], groups.map(group)),
    ...ask(["logs:CreateLogStream", "logs:PutLogEvents"], streams),
    ...ask("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": `/aws/sagemaker/${groups[0]!.split("/")[0]}` }),
  ];
}

/** SageMaker guide, "CreateTrainingJob API: execution role permissions", with a VPC. */
const networkActions = [
  "ec2:CreateNetworkInterface",
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface",
  "ec2:DeleteNetworkInterfacePermission",
  "ec2:DescribeDhcpOptions",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
];
