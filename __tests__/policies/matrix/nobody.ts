// What no role of the running platform may do, whatever it is for.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { places, useKey } from "./row";

export function nobody(world: World, own: string, neighbour: World): Request[] {
  return [...takesData(world), ...takesRights(world, own), ...changesThePlatform(world), ...reachesOver(neighbour)];
}

function takesData(world: World): Request[] {
  const { data, artifacts, state, key, via } = places(world);
  const buckets = [data, artifacts];
  const objects = [`${data}/incoming/a.csv`, `${artifacts}/runs/1/model/x/output/model.tar.gz`];
  return [
    ...ask("s3:DeleteObjectVersion", objects),
    ...ask("s3:DeleteObject", `${artifacts}/runs/1/model/x/output/model.tar.gz`),
    ...ask("s3:PutObject", [`${data}/incoming/a.csv`, `${artifacts}/code/1/train.py`]),
    ...ask(
      ["s3:DeleteBucket", "s3:PutBucketPolicy", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"],
      buckets,
    ),
    ...ask("s3:ListBucket", state),
    ...ask(["s3:GetObject", "s3:PutObject"], `${state}/mlplatform/${world.environment.name}/storage/terraform.tfstate`),
    // The key is of use through the named services only, and to nobody directly.
    ...ask([...useKey, "kms:Encrypt", "kms:ReEncryptFrom"], key),
    ...ask(useKey, key, via("secretsmanager")),
    ...ask(["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:PutKeyPolicy"], key),
    ...ask("kms:CreateGrant", key, { "kms:GrantIsForAWSResource": "false" }),
  ];
}

function takesRights(world: World, own: string): Request[] {
  const { ciRole, boundary, passedTo } = places(world);
  return [
    ...ask(
      ["iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:DeleteRolePermissionsBoundary"],
      own,
    ),
    ...ask("iam:CreateRole", `arn:aws:iam::${world.account}:role/mlplatform-${world.environment.name}-new`),
    ...ask("iam:CreatePolicyVersion", boundary),
    ...ask("iam:PassRole", [own, ciRole], passedTo("sagemaker")),
    ...ask("iam:PassRole", [own, ciRole], passedTo("lambda")),
    ...ask("sts:AssumeRole", ciRole),
    ...ask("iam:CreateAccessKey", `arn:aws:iam::${world.account}:user/somebody`),
  ];
}

function changesThePlatform(world: World): Request[] {
  const it = places(world);
  return [
    ...ask(["lambda:UpdateFunctionCode", "lambda:AddPermission"], [it.predict, it.evaluateModel, it.startPipeline]),
    ...ask(["states:UpdateStateMachine", "states:DeleteStateMachine"], it.stateMachine),
    ...ask(["sns:SetTopicAttributes", "sns:Subscribe"], it.topic),
    ...ask(["sagemaker:UpdateModelPackage", "sagemaker:DeleteModelPackage"], it.modelPackage),
    ...ask("sagemaker:DeleteModelPackageGroup", it.modelPackageGroup),
    ...ask("sagemaker:CreateNotebookInstance", world.arn("sagemaker", "notebook-instance/any")),
    ...ask("logs:DeleteLogGroup", world.of("pipeline/StateMachine/LogGroup")),
    ...ask("ec2:AuthorizeSecurityGroupIngress", world.arn("ec2", "security-group/sg-1")),
    ...ask("ec2:RunInstances", world.arn("ec2", "instance/*")),
  ];
}

/** Another environment in the same account. */
function reachesOver(neighbour: World): Request[] {
  const it = places(neighbour);
  const objects = [`${it.data}/incoming/a.csv`, `${it.artifacts}/runs/1/x`, `${it.artifacts}/code/1/train.py`];
  return [
    ...ask(["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject"], objects),
    ...ask("s3:ListBucket", [it.data, it.artifacts]),
    ...["s3", "sns", "sagemaker"].flatMap((service) => ask(useKey, it.key, it.via(service))),
    ...ask("kms:CreateGrant", it.key, { "kms:GrantIsForAWSResource": "true" }),
    ...ask("sns:Publish", it.topic),
    ...ask("states:StartExecution", it.stateMachine),
    ...ask("lambda:InvokeFunction", [it.predict, it.evaluateModel, it.startPipeline]),
    ...ask(
      ["CreateEndpoint", "UpdateEndpoint", "DeleteEndpoint", "InvokeEndpoint"].map((action) => `sagemaker:${action}`),
      it.endpoint,
    ),
    ...ask(["sagemaker:CreateModelPackage", "sagemaker:DescribeModelPackage"], it.modelPackage),
    ...ask("iam:PassRole", [it.jobRole, it.modelRole], it.passedTo("sagemaker")),
    ...ask("logs:PutLogEvents", `${neighbour.of("pipeline/StateMachine/LogGroup")}:log-stream:1`),
  ];
}
