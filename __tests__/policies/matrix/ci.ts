// What the CI roles must and must not do, besides managing resources: state, data, and their own limits.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { places, type Row, useKey } from "./row";

const stateOf = (world: World, stack: string, ending = "") =>
  `${places(world).state}/mlplatform/${world.environment.name}/${stack}/terraform.tfstate${ending}`;
const stateKey = (world: World) => world.of("bootstrap/StateKey");

export function plan(world: World, neighbour: World): Row {
  const { state, via } = places(world);
  return {
    can: [
      ...ask("s3:GetObject", stateOf(world, "storage")),
      // The S3 backend lists workspaces, then looks for the state.
      ...ask("s3:ListBucket", state, { "s3:prefix": "mlplatform/" }),
      ...ask("s3:ListBucket", state, { "s3:prefix": `mlplatform/${world.environment.name}/storage/terraform.tfstate` }),
      ...ask("kms:Decrypt", stateKey(world), via("s3")),
    ],
    cannot: [
      // Plans do not lock (-lock=false).
      ...ask(["s3:PutObject", "s3:DeleteObject"], [stateOf(world, "storage"), stateOf(world, "storage", ".tflock")]),
      ...ask("kms:GenerateDataKey", stateKey(world), via("s3")),
      ...ask("lambda:InvokeFunction", places(world).predict),
      ...places(world).models.flatMap(({ jobRole, stateMachine }) => [
        ...ask("iam:PassRole", jobRole, places(world).passedTo("sagemaker")),
        ...ask("states:StartExecution", stateMachine),
      ]),
      ...ask(useKey, places(world).key, via("s3")),
      ...forbidden(world, neighbour),
    ],
  };
}

export function deploy(world: World, neighbour: World): Row {
  const it = places(world);
  return {
    can: [
      ...ask(["s3:GetObject", "s3:PutObject"], [stateOf(world, "storage"), stateOf(world, "model-churn", ".tflock")]),
      ...ask("s3:DeleteObject", stateOf(world, "model-churn", ".tflock")),
      ...ask("s3:ListBucket", it.state, { "s3:prefix": "mlplatform/" }),
      ...ask(useKey, stateKey(world), it.via("s3")),
      // EC2 asks for it when it makes an interface endpoint with private DNS (service authorization reference).
      ...ask("route53:AssociateVPCWithHostedZone", "arn:aws:route53:::hostedzone/Z0123456789"),
      // The smoke test after a deployment.
      ...ask("lambda:InvokeFunction", it.predict),
      ...it.models.flatMap(({ endpoint }) => ask("sagemaker:DescribeEndpoint", endpoint)),
    ],
    cannot: [
      ...ask("s3:DeleteObject", stateOf(world, "storage")),
      ...ask("lambda:InvokeFunction", [it.startPipeline, it.evaluateModel]),
      ...ask("lambda:AddPermission", it.predict, { "lambda:Principal": "*" }),
      ...it.models.flatMap(({ upload, stateMachine }) => [
        ...ask("s3:PutObject", upload),
        ...ask("states:StartExecution", stateMachine),
      ]),
      ...(world.environment.allowDataDestroy ? [] : destroysData(world)),
      ...escapesItsBounds(world),
      ...forbidden(world, neighbour),
    ],
  };
}

function destroysData(world: World): Request[] {
  const { key, models } = places(world);
  return [
    ...ask(["kms:ScheduleKeyDeletion", "kms:DisableKey"], key),
    ...models.flatMap(({ upload, modelArchive, modelPackage, endpoint }) => [
      ...ask(["s3:DeleteObject", "s3:DeleteObjectVersion"], [upload, modelArchive]),
      ...ask("sagemaker:DeleteModelPackage", modelPackage),
      ...ask("sagemaker:DeleteEndpoint", endpoint),
    ]),
  ];
}

/** Roles can only be created within the boundary; the boundary and CI's own roles cannot be changed. */
function escapesItsBounds(world: World): Request[] {
  const { ciRole, boundary, models } = places(world);
  const jobRole = models[0]!.jobRole;
  const role = `arn:aws:iam::${world.account}:role/mlplatform-${world.environment.name}-new`;
  const other = { "iam:PermissionsBoundary": `arn:aws:iam::${world.account}:policy/mlplatform-dev-other` };
  const own = { "iam:PermissionsBoundary": boundary };
  const bounded = ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"];
  const ciRoles = [ciRole, ciRole.replace("ci-deploy", "ci-plan")];
  return [
    ...ask(bounded, role),
    ...ask(bounded, role, other),
    ...ask(["iam:CreateRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:DeleteRole"], ciRoles, own),
    ...ask(["iam:TagRole", "iam:PutRolePermissionsBoundary"], ciRoles, own),
    ...ask("iam:DeleteRolePermissionsBoundary", [jobRole, ...ciRoles]),
    ...ask("iam:AttachRolePolicy", [jobRole, ...ciRoles], {
      ...own,
      "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
    ...ask(["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicy"], boundary),
    ...ask("iam:CreatePolicy", `arn:aws:iam::${world.account}:policy/mlplatform-${world.environment.name}-mine`),
    ...ask("iam:PassRole", ciRoles, { "iam:PassedToService": "lambda.amazonaws.com" }),
    ...ask("iam:PassRole", jobRole, { "iam:PassedToService": "ec2.amazonaws.com" }),
  ];
}

/** For both roles, in their own environment and in others. */
function forbidden(world: World, neighbour: World): Request[] {
  const [ours, theirs] = [places(world), places(neighbour)];
  const provider = `arn:aws:iam::${world.account}:oidc-provider/token.actions.githubusercontent.com`;
  const theirState = ["", ".tflock"].map((ending) => stateOf(neighbour, "storage", ending));
  const bootstrapState = `${ours.state}/mlplatform/bootstrap/terraform.tfstate`;
  const objects = [ours, theirs].flatMap(({ models }) => models.flatMap(({ upload, runs }) => [upload, `${runs}/x`]));
  return [
    // Jobs read data; CI never does.
    ...ask(["s3:GetObject", "s3:GetObjectVersion"], objects),
    ...ask(useKey, [ours.key, theirs.key]),
    ...ask(useKey, theirs.key, theirs.via("s3")),
    ...ask(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], [...theirState, bootstrapState]),
    ...ask("s3:ListBucket", ours.state, { "s3:prefix": `mlplatform/${neighbour.environment.name}/` }),
    ...ask("s3:ListBucket", ours.state),
    ...ask(["s3:DeleteBucket", "s3:PutBucketPolicy", "s3:PutBucketVersioning", "s3:PutBucketTagging"], ours.state),
    ...ask(["kms:ScheduleKeyDeletion", "kms:PutKeyPolicy", "kms:DisableKey", "kms:UntagResource"], stateKey(world)),
    // A foreign key does not become ours by a tag.
    ...ask("kms:TagResource", [theirs.key, stateKey(world)], {
      "aws:RequestTag/Environment": world.environment.name,
      "aws:TagKeys": ["Environment"],
    }),
    ...ask(useKey, stateKey(world)),
    ...ask(["iam:UpdateOpenIDConnectProviderThumbprint", "iam:DeleteOpenIDConnectProvider"], provider),
    ...ask("iam:AddClientIDToOpenIDConnectProvider", provider),
    ...ask("sts:AssumeRole", [ours.models[0]!.jobRole, theirs.ciRole]),
    ...ask("iam:CreateUser", `arn:aws:iam::${world.account}:user/somebody`),
    ...ask("ec2:CreateTags", world.arn("ec2", "vpc/vpc-1"), {
      "aws:ResourceTag/Environment": neighbour.environment.name,
      "aws:RequestTag/Environment": world.environment.name,
      "aws:TagKeys": ["Environment"],
    }),
  ];
}
