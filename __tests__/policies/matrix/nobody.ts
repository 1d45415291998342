// What no role of the running platform may do, whatever its purpose.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { places, useKey } from "./row";

export function nobody(world: World, own: string, neighbour: World): Request[] {
  return [...takesData(world), ...takesRights(world, own), ...changesThePlatform(world), ...reachesOver(neighbour)];
}

function takesData(world: World): Request[] {
  const { data, artifacts, code, state, key, via, models } = places(world);
  const buckets = [data, artifacts];
  const uploads = models.map(({ upload }) => upload);
  const trained = models.map(({ modelArchive }) => modelArchive);
  return [
    ...ask("s3:DeleteObjectVersion", [...uploads, ...trained]),
    ...ask("s3:DeleteObject", trained),
    ...ask("s3:PutObject", [...uploads, code]),
    ...ask(
      ["s3:DeleteBucket", "s3:PutBucketPolicy", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"],
      buckets,
    ),
    ...ask("s3:ListBucket", state),
    ...ask(["s3:GetObject", "s3:PutObject"], `${state}/mlplatform/${world.environment.name}/storage/terraform.tfstate`),
    // The key works through the named services only, never directly.
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
    ...ask(["sns:SetTopicAttributes", "sns:Subscribe"], it.topic),
    ...it.models.flatMap(({ stateMachine, stateMachineLog, modelPackage, modelPackageGroup }) => [
      ...ask(["states:UpdateStateMachine", "states:DeleteStateMachine"], stateMachine),
      ...ask(["sagemaker:UpdateModelPackage", "sagemaker:DeleteModelPackage"], modelPackage),
      ...ask("sagemaker:DeleteModelPackageGroup", modelPackageGroup),
      ...ask("logs:DeleteLogGroup", stateMachineLog),
    ]),
    ...ask("sagemaker:CreateNotebookInstance", world.arn("sagemaker", "notebook-instance/any")),
    ...ask("ec2:AuthorizeSecurityGroupIngress", world.arn("ec2", "security-group/sg-1")),
    ...ask("ec2:RunInstances", world.arn("ec2", "instance/*")),
  ];
}

/** Another environment in the same account. */
function reachesOver(neighbour: World): Request[] {
  const it = places(neighbour);
  const objects = [it.code, ...it.models.flatMap(({ upload, runs }) => [upload, `${runs}/x`])];
  return [
    ...ask(["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject"], objects),
    ...ask("s3:ListBucket", [it.data, it.artifacts]),
    ...["s3", "sns", "sagemaker"].flatMap((service) => ask(useKey, it.key, it.via(service))),
    ...ask("kms:CreateGrant", it.key, { "kms:GrantIsForAWSResource": "true" }),
    ...ask("sns:Publish", it.topic),
    ...ask("lambda:InvokeFunction", [it.predict, it.evaluateModel, it.startPipeline]),
    ...it.models.flatMap((model) => [
      ...ask("states:StartExecution", model.stateMachine),
      ...ask(
        ["CreateEndpoint", "UpdateEndpoint", "DeleteEndpoint", "InvokeEndpoint"].map((action) => `sagemaker:${action}`),
        model.endpoint,
      ),
      ...ask(["sagemaker:CreateModelPackage", "sagemaker:DescribeModelPackage"], model.modelPackage),
      ...ask("iam:PassRole", [model.jobRole, model.servingRole], it.passedTo("sagemaker")),
      ...ask("logs:PutLogEvents", `${model.stateMachineLog}:log-stream:1`),
    ]),
  ];
}
