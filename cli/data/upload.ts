// Uploads data to where a model picks it up. The same data is not uploaded twice.
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { executionName } from "../../contracts/run";
import type { AwsSettings } from "../aws/settings";
import { contentHash } from "./data-files";

export interface Upload {
  readonly bucket: string;
  readonly key: string;
  /** The run that start-pipeline starts for this version of the object. */
  readonly execution: string;
}

/** Where models look for uploads, and how to reach it. */
export interface UploadPlace {
  readonly aws: AwsSettings;
  /** `s3://bucket/incoming/<folder>/`, an output of the model's stack. */
  readonly outputs: { readonly upload_uri: string };
}

/** The existing upload of exactly this data, if there is one. */
export async function findUpload(place: UploadPlace, file: string): Promise<Upload | undefined> {
  const { bucket, key } = target(place, file);
  try {
    const head = await new S3Client(place.aws).send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    if (head.Metadata?.sha256 !== (await contentHash(file))) return undefined;
    return { bucket, key, execution: executionName({ bucket, key, identity: head.VersionId! }) };
  } catch (error) {
    if ((error as Error).name === "NotFound") return undefined;
    throw error;
  }
}

export async function upload(place: UploadPlace, file: string): Promise<Upload> {
  const { bucket, key } = target(place, file);
  const put = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: createReadStream(file),
    ContentType: "text/csv",
    Metadata: { sha256: await contentHash(file) },
  });
  const { VersionId } = await new S3Client(place.aws).send(put);
  return { bucket, key, execution: executionName({ bucket, key, identity: VersionId! }) };
}

function target({ outputs }: UploadPlace, file: string): { readonly bucket: string; readonly key: string } {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(outputs.upload_uri)!;
  return { bucket: bucket!, key: `${prefix}${basename(file).replace(/[^\w.() -]/g, "_")}` };
}
