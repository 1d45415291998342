// What the CI roles must and must not do besides the life of resources: state, data, and their own guards.
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
      ...ask("iam:PassRole", places(world).jobRole, places(world).passedTo("sagemaker")),
      ...ask("lambda:InvokeFunction", places(world).predict),
      ...ask("states:StartExecution", places(world).stateMachine),
      ...ask(useKey, places(world).key, via("s3")),
      ...forbidden(world, neighbour),
    ],
  };
}

export function deploy(world: World, neighbour: World): Row {
  const it = places(world);
  return {
    can: [
      ...ask(["s3:GetObject", "s3:PutObject"], [stateOf(world, "storage"), stateOf(world, "pipeline", ".tflock")]),
      ...ask("s3:DeleteObject", stateOf(world, "pipeline", ".tflock")),
      ...ask("s3:ListBucket", it.state, { "s3:prefix": "mlplatform/" }),
      ...ask(useKey, stateKey(world), it.via("s3")),
      // The smoke test after a deployment.
      ...ask("lambda:InvokeFunction", it.predict),
      ...ask("sagemaker:DescribeEndpoint", it.endpoint),
    ],
    cannot: [
      ...ask("s3:DeleteObject", stateOf(world, "storage")),
      ...ask("s3:PutObject", `${it.data}/incoming/a.csv`),
      ...ask("lambda:InvokeFunction", [it.startPipeline, it.evaluateModel]),
      ...ask("lambda:AddPermission", it.predict, { "lambda:Principal": "*" }),
      ...ask("states:StartExecution", it.stateMachine),
      ...(world.environment.allowDataDestroy ? [] : destroysData(world)),
      ...escapesItsBounds(world),
      ...forbidden(world, neighbour),
    ],
  };
}

function destroysData(world: World): Request[] {
  const { data, artifacts, key, modelPackage, endpoint } = places(world);
  const objects = [`${data}/incoming/a.csv`, `${artifacts}/runs/1/model/x/output/model.tar.gz`];
  return [
    ...ask(["s3:DeleteObject", "s3:DeleteObjectVersion"], objects),
    ...ask(["kms:ScheduleKeyDeletion", "kms:DisableKey"], key),
    ...ask("sagemaker:DeleteModelPackage", modelPackage),
    ...ask("sagemaker:DeleteEndpoint", endpoint),
  ];
}

/** Roles are made within the boundary only, and the boundary and CI's own roles are out of reach. */
function escapesItsBounds(world: World): Request[] {
  const { ciRole, boundary, jobRole } = places(world);
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

/** To both, of their own environment and of others. */
function forbidden(world: World, neighbour: World): Request[] {
  const [ours, theirs] = [places(world), places(neighbour)];
  const provider = `arn:aws:iam::${world.account}:oidc-provider/token.actions.githubusercontent.com`;
  const theirState = ["", ".tflock"].map((ending) => stateOf(neighbour, "storage", ending));
  const bootstrapState = `${ours.state}/mlplatform/bootstrap/terraform.tfstate`;
  const objects = [ours, theirs].flatMap(({ data, artifacts }) => [`${data}/incoming/a.csv`, `${artifacts}/runs/1/x`]);
  return [
    // Data is read by jobs, never by CI.
    ...ask(["s3:GetObject", "s3:GetObjectVersion"], objects),
    ...ask(useKey, [ours.key, theirs.key]),
    ...ask(useKey, theirs.key, theirs.via("s3")),
    ...ask(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], [...theirState, bootstrapState]),
    ...ask("s3:ListBucket", ours.state, { "s3:prefix": `mlplatform/${neighbour.environment.name}/` }),
    ...ask("s3:ListBucket", ours.state),
    ...ask(["s3:DeleteBucket", "s3:PutBucketPolicy", "s3:PutBucketVersioning", "s3:PutBucketTagging"], ours.state),
    ...ask(["kms:ScheduleKeyDeletion", "kms:PutKeyPolicy", "kms:DisableKey", "kms:UntagResource"], stateKey(world)),
    // A key of somebody else's does not become ours by a tag.
    ...ask("kms:TagResource", [theirs.key, stateKey(world)], {
      "aws:RequestTag/Environment": world.environment.name,
      "aws:TagKeys": ["Environment"],
    }),
    ...ask(useKey, stateKey(world)),
    ...ask(["iam:UpdateOpenIDConnectProviderThumbprint", "iam:DeleteOpenIDConnectProvider"], provider),
    ...ask("iam:AddClientIDToOpenIDConnectProvider", provider),
    ...ask("sts:AssumeRole", [ours.jobRole, theirs.ciRole]),
    ...ask("iam:CreateUser", `arn:aws:iam::${world.account}:user/somebody`),
    ...ask("ec2:CreateTags", world.arn("ec2", "vpc/vpc-1"), {
      "aws:ResourceTag/Environment": neighbour.environment.name,
      "aws:RequestTag/Environment": world.environment.name,
      "aws:TagKeys": ["Environment"],
    }),
  ];
}
