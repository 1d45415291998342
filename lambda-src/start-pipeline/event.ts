// The part of EventBridge's "Object Created" event that this function reads.
import { z } from "zod";
import type { UploadedVersion } from "../../contracts/run";
import { incomingPrefix } from "../../contracts/storage";
import { problemsOf } from "../shared/problems";

const schema = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  detail: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({
      /** Unlike S3's own notifications, EventBridge does not URL-encode the key. */
      key: z.string().min(1),
      size: z.number().int().nonnegative(),
      "version-id": z.string().optional(),
      etag: z.string().optional(),
      sequencer: z.string().optional(),
    }),
  }),
});

/** An object that arrived in the data bucket. */
export interface Upload extends UploadedVersion {
  /** Bytes. */
  readonly size: number;
  /** Undefined in a bucket without versioning. */
  readonly versionId?: string;
}

/** @throws an Error that says what is wrong with an event that does not come from S3. */
export function parseUpload(event: unknown): Upload {
  const result = schema.safeParse(event);
  if (!result.success)
    throw new Error(`This is not an "Object Created" event of S3 through EventBridge: ${problemsOf(result.error)}`);
  const { bucket, object } = result.data.detail;
  const versionId = object["version-id"];
  const identity = versionId ?? object.sequencer ?? object.etag ?? "";
  return { bucket: bucket.name, key: object.key, size: object.size, versionId, identity };
}

/** Only objects in the model's folder are its data; names that end in a slash are folders created by a console. */
export function isForModel({ key }: Upload, uploads: string): boolean {
  return key.startsWith(incomingPrefix(uploads)) && !key.endsWith("/");
}
