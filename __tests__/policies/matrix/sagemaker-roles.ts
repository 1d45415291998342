// What runs in SageMaker: jobs, and the models behind endpoints.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { places, type RowOf, useKey } from "./row";

export const jobs: RowOf = (world) => {
  const { data, artifacts, key, via, passedTo, modelRole, predict, stateMachine, topic, endpoint } = places(world);
  return {
    can: [
      ...ask(["s3:GetObject", "s3:GetObjectVersion"], `${data}/incoming/a.csv`),
      ...ask(
        "s3:GetObject",
        ["code/1/train.py", "runs/1/x", "temporary/1/x"].map((path) => `${artifacts}/${path}`),
      ),
      ...ask(["s3:GetBucketLocation", "s3:ListBucket"], [data, artifacts]),
      ...ask(["s3:PutObject", "s3:AbortMultipartUpload"], [`${artifacts}/runs/1/x`, `${artifacts}/temporary/1/x`]),
      ...ask([...useKey, "kms:DescribeKey"], key, via("s3")),
      ...aroundContainers(world, ["ProcessingJobs", "TrainingJobs"]),
      ...ask(networkActions, "*"),
    ],
    cannot: [
      // Neither the data it learns from nor the code of the next run.
      ...ask(["s3:PutObject", "s3:DeleteObject"], [`${data}/incoming/a.csv`, `${artifacts}/code/1/train.py`]),
      ...ask("s3:DeleteObject", [`${artifacts}/runs/1/x`, `${artifacts}/temporary/1/x`]),
      ...ask("s3:GetObject", `${data}/rejected/a.csv`),
      // What the bucket's own policy refuses to everybody.
      ...ask("s3:GetObject", `${data}/incoming/a.csv`, { "aws:SecureTransport": "false" }),
      ...ask("s3:PutObject", `${artifacts}/runs/1/x`, { "s3:x-amz-server-side-encryption": "AES256" }),
      ...ask("s3:PutObject", `${artifacts}/runs/1/x`, {
        "s3:x-amz-server-side-encryption": "aws:kms",
        "s3:x-amz-server-side-encryption-aws-kms-key-id": world.arn("kms", "key/another"),
      }),
      ...ask("iam:PassRole", modelRole, passedTo("sagemaker")),
      ...ask("lambda:InvokeFunction", predict),
      ...ask("states:StartExecution", stateMachine),
      ...ask("sns:Publish", topic),
      ...ask(["sagemaker:CreateEndpoint", "sagemaker:InvokeEndpoint"], endpoint),
      ...ask("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": "AWS/States" }),
    ],
  };
};

export const models: RowOf = (world) => {
  const { data, artifacts, key, via, topic, endpoint } = places(world);
  const realtime = world.environment.endpoint.kind === "realtime";
  return {
    can: [
      ...ask(["s3:GetObject", "s3:GetObjectVersion"], `${artifacts}/runs/1/model/x/output/model.tar.gz`),
      ...ask(["s3:GetBucketLocation", "s3:ListBucket"], artifacts),
      ...ask("kms:Decrypt", key, via("s3")),
      ...aroundContainers(world, ["Endpoints"]),
      ...(realtime ? ask(networkActions, "*") : []),
    ],
    cannot: [
      // A model answers requests; it sees neither the data it was made from nor what other runs left.
      ...ask(["s3:GetObject", "s3:PutObject"], [`${data}/incoming/a.csv`, `${artifacts}/temporary/1/x`]),
      ...ask("s3:GetObject", `${artifacts}/code/1/train.py`),
      ...ask("s3:PutObject", `${artifacts}/runs/1/x`),
      ...ask("s3:ListBucket", data),
      ...ask("sagemaker:InvokeEndpoint", endpoint),
      ...ask("sns:Publish", topic),
    ],
  };
};

/** What SageMaker does with the role around a container. */
function aroundContainers(world: World, groups: readonly string[]): Request[] {
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
    ...ask(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      groups.map((name) => `${group(name)}:log-stream:1`),
    ),
    ...ask("cloudwatch:PutMetricData", "*", { "cloudwatch:namespace": `/aws/sagemaker/${groups[0]}` }),
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
