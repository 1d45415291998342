// A state in a bucket, as Terraform's S3 backend stores it: the state itself, and its lock next to it.
import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { type Lock, parseLock } from "./lock";
import type { State } from "./state";

export interface StateBucket {
  readonly bucket: string;
  readonly aws: S3ClientConfig;
}

export class SavedState {
  constructor(
    private readonly store: StateBucket,
    readonly key: string,
  ) {}

  /** Undefined if the state, or even its bucket, does not exist. */
  async read(): Promise<State | undefined> {
    const text = await this.object(this.key);
    return text === undefined ? undefined : (JSON.parse(text) as State);
  }

  /** The current lock, held by a running process or left by a killed one. */
  async lock(): Promise<Lock | undefined> {
    const text = await this.object(`${this.key}.tflock`);
    return text === undefined ? undefined : parseLock(text);
  }

  /**
   * Looks for the object by listing: for an object that does not exist, a role that may list only its own environment
   * gets "forbidden" instead of "not found".
   */
  private async object(key: string): Promise<string | undefined> {
    const { bucket: Bucket, aws } = this.store;
    const client = new S3Client(aws);
    try {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: key, MaxKeys: 1 }));
      if (Contents[0]?.Key !== key) return undefined;
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
      return await Body!.transformToString();
    } catch (error) {
      // It may have been deleted between the two calls.
      if (error instanceof NoSuchKey || (error as Error).name === "NoSuchBucket") return undefined;
      throw error;
    }
  }
}

/** Keys of the states below a prefix, including states of which only the lock exists. Empty if there is no bucket. */
export async function stateKeys({ bucket: Bucket, aws }: StateBucket, Prefix: string): Promise<readonly string[]> {
  const keys = new Set<string>();
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client: new S3Client(aws) }, { Bucket, Prefix })) {
      for (const { Key } of Contents) {
        const key = Key!.replace(/\.tflock$/, "");
        if (key.endsWith(".tfstate")) keys.add(key);
      }
    }
  } catch (error) {
    if ((error as Error).name !== "NoSuchBucket") throw error;
  }
  return [...keys].sort();
}
