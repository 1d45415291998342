// The part of the state bucket that a CI role can see: its own environment's, and not even the names of the others.
import { regionalService } from "../../../contracts/arns";
import type { Environment } from "../../environments";
import { project } from "../../../contracts/names";
import { stateBucketArn } from "../../scope";
import type { RoleStatement } from "../scope";

export function planStateStatements(environment: Environment, keyArn: string): RoleStatement[] {
  const { bucket, ours } = place(environment);
  return [
    {
      sid: "ListState",
      actions: ["s3:ListBucket"],
      resources: [bucket],
      // Terraform lists workspaces under the first prefix; under the second, S3 must say "not there", not "forbidden".
      conditions: { StringLike: { "s3:prefix": [`${project}/`, `${ours}/*`] } },
    },
    { sid: "ReadState", actions: ["s3:GetObject"], resources: [`${bucket}/${ours}/*`], wildcardReason: everyStack },
    useKey(environment, keyArn, ["kms:Decrypt"]),
  ];
}

export function deployStateStatements(environment: Environment, keyArn: string): RoleStatement[] {
  const { bucket, ours } = place(environment);
  return [
    ...planStateStatements(environment, keyArn).filter(({ sid }) => sid !== "UseStateKey"),
    { sid: "WriteState", actions: ["s3:PutObject"], resources: [`${bucket}/${ours}/*`], wildcardReason: everyStack },
    {
      sid: "ReleaseLocks",
      actions: ["s3:DeleteObject"],
      resources: [`${bucket}/${ours}/*.tflock`],
      wildcardReason: everyStack,
    },
    useKey(environment, keyArn, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

const everyStack = "Each stack has a state and a lock of its own below the environment's prefix.";

function place(environment: Environment) {
  return {
    bucket: stateBucketArn(environment),
    ours: `${project}/${environment.name}`,
  };
}

/** S3 uses the key for a role that may read the object; the role cannot use the key itself. */
function useKey(environment: Environment, keyArn: string, actions: readonly string[]): RoleStatement {
  const conditions = { StringEquals: { "kms:ViaService": regionalService(environment, "s3") } };
  return { sid: "UseStateKey", actions, resources: [keyArn], conditions };
}
