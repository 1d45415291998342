// Puts an upload that cannot be used aside, beside the reason, and tells whoever listens on the topic.
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { rejectedKey, type Upload } from "./event";

/** CopyObject takes no more (S3 API reference); a larger file stays where it is. */
export const copyLimitBytes = 5 * 1024 ** 3;

export interface Rejection {
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly topicArn: string;
}

/**
 * The reason is written first and the upload deleted last: whatever fails in between, nothing is lost and the next
 * delivery of the event does it again.
 *
 * @returns where the reason lies
 */
export async function reject(upload: Upload, reason: string, { s3, sns, topicArn }: Rejection): Promise<string> {
  const { bucket: Bucket, key, size } = upload;
  const moved = size <= copyLimitBytes;
  const target = rejectedKey(key);
  const reasonKey = `${target}.reason.json`;
  const record = { reason, file: `s3://${Bucket}/${key}`, versionId: upload.versionId, bytes: size, moved };
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: reasonKey,
      ContentType: "application/json",
      Body: `${JSON.stringify(record, null, 2)}\n`,
    }),
  );
  if (moved) await move(s3, upload, target);
  const reasonUri = `s3://${Bucket}/${reasonKey}`;
  const place = moved
    ? `It now lies at s3://${Bucket}/${target}.`
    : "It is too large to be moved and still lies there.";
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: subject(key),
      Message: `s3://${Bucket}/${key} cannot be used.\n\n${reason}\n\n${place} The reason lies beside it: ${reasonUri}`,
    }),
  );
  return reasonUri;
}

async function move(s3: S3Client, { bucket: Bucket, key: Key, versionId }: Upload, target: string): Promise<void> {
  const source = `${Bucket}/${Key.split("/").map(encodeURIComponent).join("/")}`;
  const CopySource = versionId ? `${source}?versionId=${versionId}` : source;
  // Without REPLACE, the copy would need permission to read tags, which uploads do not have.
  await s3.send(new CopyObjectCommand({ Bucket, Key: target, CopySource, TaggingDirective: "REPLACE" }));
  // Meanwhile somebody may have uploaded a better file under the same name: that one has to stay.
  const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  if (!versionId || VersionId === versionId) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
}

/** SNS takes at most 100 characters of printable ASCII. */
export function subject(key: string): string {
  const file = key
    .split("/")
    .at(-1)!
    .replace(/[^\x20-\x7e]/g, "?");
  const text = `Upload rejected: ${file}`;
  return text.length <= 100 ? text : `${text.slice(0, 97)}...`;
}
