// What a plan has to read: the settings of the resources in the stacks. No data, no secrets, no use of keys.
import { byName, byTag, noResources, type RoleStatement, type Scope } from "../scope";

export function readStatements(scope: Scope): RoleStatement[] {
  const { named, buckets, logGroups } = scope;
  const read = (sid: string, actions: readonly string[], resources: readonly string[], wildcardReason = byName) => ({
    sid,
    actions,
    resources,
    wildcardReason,
  });
  return [
    read("ReadNetwork", ec2, ["*"], noResources),
    read("ReadBuckets", bucketSettings, [buckets]),
    read("ReadCode", ["s3:GetObject", "s3:GetObjectTagging"], [scope.code], codeIsNoData),
    { ...read("ReadKeys", keySettings, [scope.keys], byTag), conditions: scope.isOurs },
    read("ReadTopics", topics, [named("sns", "")]),
    read("ReadFunctions", functions, [named("lambda", "function:")]),
    read("ReadStateMachines", stateMachines, [named("states", "stateMachine:")]),
    read("ReadRules", rules, [named("events", "rule/")]),
    read("ReadLogGroups", ["logs:ListTagsForResource"], logGroups),
    read("ReadAlarms", ["cloudwatch:ListTagsForResource"], [named("cloudwatch", "alarm:")]),
    read("ReadModels", models, [named("sagemaker", "model-package-group/"), named("sagemaker", "endpoint/")]),
    read("ReadRoles", roles, [scope.roles]),
    read("FindByListing", lists, ["*"], noResources),
  ];
}

const codeIsNoData =
  "Terraform compares each file of committed code, which lies under the hash of its contents; nothing else lies there.";

const ec2 = [
  "ec2:DescribeFlowLogs",
  "ec2:DescribeManagedPrefixLists",
  "ec2:DescribeNetworkAcls",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribePrefixLists",
  "ec2:DescribeRouteTables",
  "ec2:DescribeSecurityGroupRules",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcAttribute",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcEndpointServices",
  "ec2:DescribeVpcs",
];
// Terraform's bucket resource reads all of them, whether they are set or not.
const bucketSettings = [
  "s3:GetAccelerateConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketNotification",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketRequestPayment",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucket",
];
const keySettings = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"];
const topics = [
  "sns:GetSubscriptionAttributes",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sns:ListTagsForResource",
];
const functions = [
  "lambda:GetFunction",
  "lambda:GetFunctionCodeSigningConfig",
  "lambda:GetFunctionConfiguration",
  "lambda:GetFunctionEventInvokeConfig",
  "lambda:GetPolicy",
  "lambda:ListTags",
  "lambda:ListVersionsByFunction",
];
const stateMachines = ["states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource"];
const rules = ["events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"];
const models = [
  "sagemaker:DescribeEndpoint",
  "sagemaker:DescribeModelPackageGroup",
  "sagemaker:GetModelPackageGroupPolicy",
  "sagemaker:ListTags",
];
const roles = [
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
  "iam:ListRolePolicies",
  "iam:ListRoleTags",
];
// Keys are listed to find one that a killed deployment created but could not record in the state.
const lists = [
  "cloudwatch:DescribeAlarms",
  "kms:ListAliases",
  "kms:ListKeys",
  "logs:DescribeLogGroups",
  "states:ValidateStateMachineDefinition",
];
