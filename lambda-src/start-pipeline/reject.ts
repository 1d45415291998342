// Moves an upload that a model cannot use to the rejected ones, with the reason, and notifies the failure topic.
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Model, RejectionRecord } from "../../contracts/functions/start-pipeline";
import { rejectedKey, rejectionReasonKey, s3Uri } from "../../contracts/storage";
import type { Upload } from "./event";

/** The limit of CopyObject (S3 API reference); a larger file stays where it is. */
export const copyLimitBytes = 5 * 1024 ** 3;

export interface Rejection {
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly topicArn: string;
  readonly model: Model;
}

/**
 * The reason is written first and the upload deleted last: if anything in between fails, nothing is lost and the next
 * delivery of the event tries again. In a folder that models share, the file stays, because another model may be able
 * to use it.
 *
 * @returns where the reason was written
 */
export async function reject(upload: Upload, reason: string, { s3, sns, topicArn, model }: Rejection): Promise<string> {
  const { bucket: Bucket, key, size } = upload;
  const moved = !model.sharedUploads && size <= copyLimitBytes;
  const target = rejectedKey(key);
  const reasonKey = rejectionReasonKey(key, model.name);
  const file = s3Uri(Bucket, key);
  const record = {
    model: model.name,
    reason,
    file,
    versionId: upload.versionId,
    bytes: size,
    moved,
  } satisfies RejectionRecord;
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: reasonKey,
      ContentType: "application/json",
      Body: `${JSON.stringify(record, null, 2)}\n`,
    }),
  );
  if (moved) await move(s3, upload, target);
  const reasonUri = s3Uri(Bucket, reasonKey);
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: subject(key),
      Message: `${file} cannot be used for the model ${model.name}.\n\n${reason}\n\n${whereItIs(moved, model, s3Uri(Bucket, target))} The reason: ${reasonUri}`,
    }),
  );
  return reasonUri;
}

function whereItIs(moved: boolean, { sharedUploads, uploads }: Model, target: string): string {
  if (moved) return `It was moved to ${target}.`;
  if (sharedUploads) return `It stays where it is, because several models read the folder ${uploads}.`;
  return "It is too large to be moved and stays where it is.";
}

async function move(s3: S3Client, { bucket: Bucket, key: Key, versionId }: Upload, target: string): Promise<void> {
  const source = `${Bucket}/${Key.split("/").map(encodeURIComponent).join("/")}`;
  const CopySource = versionId ? `${source}?versionId=${versionId}` : source;
  // Without REPLACE, the copy would need permission to read tags, which uploads do not have.
  await s3.send(new CopyObjectCommand({ Bucket, Key: target, CopySource, TaggingDirective: "REPLACE" }));
  // A better file may have been uploaded under the same name in the meantime; that version has to stay.
  const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  if (!versionId || VersionId === versionId) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
}

/** SNS accepts at most 100 characters of printable ASCII. */
export function subject(key: string): string {
  const file = key
    .split("/")
    .at(-1)!
    .replace(/[^\x20-\x7e]/g, "?");
  const text = `Upload rejected: ${file}`;
  return text.length <= 100 ? text : `${text.slice(0, 97)}...`;
}
