// The part of EventBridge's "Object Created" event that this function reads.
import { z } from "zod";
import { problemsOf } from "../shared/problems";

const schema = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  detail: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({
      /** Unlike S3's own notifications, EventBridge gives the key as it is: nothing is URL-encoded. */
      key: z.string().min(1),
      size: z.number().int().nonnegative(),
      "version-id": z.string().optional(),
      etag: z.string().optional(),
      sequencer: z.string().optional(),
    }),
  }),
});

/** An object that somebody put into the data bucket. */
export interface Upload {
  readonly bucket: string;
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Undefined in a bucket without versions. */
  readonly versionId?: string;
  /** Tells this upload from any other to the same key: the version where there is one. */
  readonly identity: string;
}

/** @throws an Error that says what is wrong with an event that S3 did not send. */
export function parseUpload(event: unknown): Upload {
  const result = schema.safeParse(event);
  if (!result.success)
    throw new Error(`This is no "Object Created" event of S3 through EventBridge: ${problemsOf(result.error)}`);
  const { bucket, object } = result.data.detail;
  const versionId = object["version-id"];
  const identity = versionId ?? object.sequencer ?? object.etag ?? "";
  return { bucket: bucket.name, key: object.key, size: object.size, versionId, identity };
}

const incoming = "incoming/";

/** Only what lies in incoming/ is data to train on; names that end in a slash are folders that a console made. */
export function isForPipeline({ key }: Upload): boolean {
  return key.startsWith(incoming) && !key.endsWith("/");
}

/** Where an upload goes that cannot be used: the same name under rejected/. */
export function rejectedKey(key: string): string {
  return `rejected/${key.slice(incoming.length)}`;
}
