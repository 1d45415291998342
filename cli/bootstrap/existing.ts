// Which things of the stack exist in the account: asked of the services, because no state needs to know them.
import {
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetRoleCommand,
  IAMClient,
  NoSuchEntityException,
} from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient, NotFoundException } from "@aws-sdk/client-kms";
import { HeadBucketCommand, NotFound, S3Client } from "@aws-sdk/client-s3";
import { constructPathTag } from "../../src/tags";
import { keysWithTags } from "../aws/keys";
import type { AwsSettings } from "../aws/settings";
import type { Resources } from "./synthesis";

type Resource = Resources[string][string];

export interface Account {
  readonly id: string;
  readonly aws: AwsSettings;
}

/** Type -> the id by which Terraform imports such a thing; undefined where there is none. */
const lookups: Readonly<Record<string, (resource: Resource, account: Account) => Promise<string | undefined>>> = {
  aws_s3_bucket: async ({ bucket }, { aws }) => {
    const name = String(bucket);
    return absentWhen(NotFound, new S3Client(aws).send(new HeadBucketCommand({ Bucket: name })), () => name);
  },
  aws_kms_alias: async ({ name }, { aws }) => ((await keyOf(String(name), aws)) ? String(name) : undefined),
  aws_kms_key: async (resource, { aws }) => findKey(pathOf(resource), aws),
  aws_iam_openid_connect_provider: async ({ url }, { id, aws }) => {
    const arn = `arn:aws:iam::${id}:oidc-provider/${String(url).replace("https://", "")}`;
    const get = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
    return absentWhen(NoSuchEntityException, new IAMClient(aws).send(get), () => arn);
  },
  aws_iam_policy: async ({ name }, { id, aws }) => {
    const arn = `arn:aws:iam::${id}:policy/${String(name)}`;
    return absentWhen(
      NoSuchEntityException,
      new IAMClient(aws).send(new GetPolicyCommand({ PolicyArn: arn })),
      () => arn,
    );
  },
  aws_iam_role: async ({ name }, { aws }) => {
    const RoleName = String(name);
    return absentWhen(NoSuchEntityException, new IAMClient(aws).send(new GetRoleCommand({ RoleName })), () => RoleName);
  },
};

export interface Existing {
  /** Terraform address */
  readonly address: string;
  readonly id: string;
}

/**
 * What exists of the resources whose address is not known yet. The settings of the bucket, the inline policies and the
 * attachments are not asked for: making them again sets what is there, and leaves one of each.
 */
export async function findExisting(
  resources: Resources,
  known: ReadonlySet<string>,
  account: Account,
): Promise<Existing[]> {
  const wanted = Object.entries(resources).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, resource]) => ({ address: `${type}.${id}`, resource, lookup: lookups[type] })),
  );
  const found = await Promise.all(
    wanted
      .filter(({ address, lookup }) => lookup && !known.has(address))
      .map(async ({ address, resource, lookup }) => ({ address, id: await lookup!(resource, account) })),
  );
  return found.flatMap(({ address, id }) => (id === undefined ? [] : [{ address, id }]));
}

/** A run may be killed before it gives the key its alias; the tag that says which construct made it is there from the start. */
async function findKey(path: string, aws: AwsSettings): Promise<string | undefined> {
  for await (const { id } of keysWithTags(aws, (tags) => tags[constructPathTag] === path)) return id;
  return undefined;
}

async function keyOf(KeyId: string, aws: AwsSettings): Promise<string | undefined> {
  const describe = new KMSClient(aws).send(new DescribeKeyCommand({ KeyId }));
  return absentWhen(NotFoundException, describe, ({ KeyMetadata }) => KeyMetadata!.KeyId!);
}

async function absentWhen<T>(
  absent: new (...args: never[]) => Error,
  answer: Promise<T>,
  id: (found: T) => string,
): Promise<string | undefined> {
  try {
    return id(await answer);
  } catch (error) {
    if (error instanceof absent) return undefined;
    throw error;
  }
}

function pathOf(resource: Resource): string {
  return (resource["//"] as { metadata: { path: string } }).metadata.path;
}
