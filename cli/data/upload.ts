// Puts the data where the pipeline picks it up. The same data is not uploaded twice.
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { executionName } from "../../contracts/run";
import { incomingPrefix } from "../../contracts/storage";
import type { AwsSettings } from "../aws/settings";
import { contentHash } from "./data-set";

export interface Upload {
  readonly bucket: string;
  readonly key: string;
  /** The run that start-pipeline begins for this version of the object. */
  readonly execution: string;
}

export function keyFor(file: string): string {
  return `${incomingPrefix("machine-failure")}${basename(file).replace(/[^\w.() -]/g, "_")}`;
}

/** The upload of exactly this data, if it is there. */
export async function findUpload(settings: AwsSettings, bucket: string, file: string): Promise<Upload | undefined> {
  const key = keyFor(file);
  try {
    const head = await new S3Client(settings).send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    if (head.Metadata?.sha256 !== (await contentHash(file))) return undefined;
    return { bucket, key, execution: executionName({ bucket, key, identity: head.VersionId! }) };
  } catch (error) {
    if ((error as Error).name === "NotFound") return undefined;
    throw error;
  }
}

export async function upload(settings: AwsSettings, bucket: string, file: string): Promise<Upload> {
  const key = keyFor(file);
  const put = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: createReadStream(file),
    ContentType: "text/csv",
    Metadata: { sha256: await contentHash(file) },
  });
  const { VersionId } = await new S3Client(settings).send(put);
  return { bucket, key, execution: executionName({ bucket, key, identity: VersionId! }) };
}
