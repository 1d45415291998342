// What exists in the account with the tags of a stack: the resources whose ids AWS makes up.
import { EC2Client, paginateDescribeTags } from "@aws-sdk/client-ec2";
import { DescribeKeyCommand, KMSClient, ListResourceTagsCommand, paginateListKeys } from "@aws-sdk/client-kms";
import { project } from "../../src/naming";
import { constructPathTag } from "../../src/tags";
import type { Deployment } from "../deploy/deployment";

/** Construct path -> ids of what carries it; more than one where a run made it a second time. */
export type IdsByPath = ReadonlyMap<string, readonly string[]>;

export async function findTagged(deployment: Deployment): Promise<IdsByPath> {
  const found = [...(await network(deployment)), ...(await keys(deployment))];
  const ids = new Map<string, string[]>();
  for (const { id, tags } of found) {
    if (tags.Project !== project || tags.Environment !== deployment.environment.name) continue;
    const path = tags[constructPathTag];
    if (path) ids.set(path, [...(ids.get(path) ?? []), id].sort());
  }
  return ids;
}

interface Tagged {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
}

async function network({ aws }: Deployment): Promise<Tagged[]> {
  const tags = new Map<string, Record<string, string>>();
  const filters = [{ Name: "key", Values: ["Project", "Environment", constructPathTag] }];
  for await (const { Tags = [] } of paginateDescribeTags({ client: new EC2Client(aws) }, { Filters: filters })) {
    for (const { ResourceId, Key, Value } of Tags) {
      tags.set(ResourceId!, { ...tags.get(ResourceId!), [Key!]: Value! });
    }
  }
  return [...tags].map(([id, tags]) => ({ id, tags }));
}

async function keys({ aws }: Deployment): Promise<Tagged[]> {
  const client = new KMSClient(aws);
  const found: Tagged[] = [];
  for await (const { Keys = [] } of paginateListKeys({ client }, {})) {
    for (const { KeyId } of Keys) {
      const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
      // A key of AWS has no tags that can be read; one that awaits its deletion is gone for Terraform.
      if (KeyMetadata?.KeyManager !== "CUSTOMER" || KeyMetadata.KeyState === "PendingDeletion") continue;
      const { Tags = [] } = await client.send(new ListResourceTagsCommand({ KeyId }));
      found.push({ id: KeyId!, tags: Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey!, TagValue!])) });
    }
  }
  return found;
}
