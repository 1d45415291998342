// Finds KMS keys by their tags. Asks for each key, because the account's list of tags lacks a new key at first.
import { DescribeKeyCommand, KMSClient, ListResourceTagsCommand, paginateListKeys } from "@aws-sdk/client-kms";
import type { AwsSettings } from "./settings";

export interface TaggedKey {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The keys with the given tags. Keys pending deletion are left out, because for Terraform they no longer exist. */
export async function* keysWithTags(
  aws: AwsSettings,
  isMeant: (tags: TaggedKey["tags"]) => boolean,
): AsyncGenerator<TaggedKey> {
  const client = new KMSClient(aws);
  for await (const { Keys = [] } of paginateListKeys({ client }, {})) {
    for (const { KeyId } of Keys) {
      const tags = await tagsOf(client, KeyId!);
      if (!isMeant(tags)) continue;
      const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
      if (KeyMetadata?.KeyState !== "PendingDeletion") yield { id: KeyId!, tags };
    }
  }
}

async function tagsOf(client: KMSClient, KeyId: string): Promise<TaggedKey["tags"]> {
  try {
    const { Tags = [] } = await client.send(new ListResourceTagsCommand({ KeyId }));
    return Object.fromEntries(Tags.map(({ TagKey, TagValue }) => [TagKey!, TagValue!]));
  } catch (error) {
    // A key may deny access even to its account. Then it is not ours.
    if ((error as Error).name === "AccessDeniedException") return {};
    throw error;
  }
}
