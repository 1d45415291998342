// start-pipeline: checks an upload for one model and starts a run with it. Called by the upload rule of each model.
import { z } from "zod";
import { modelNamePattern } from "../names";

/** Environment variables. */
export const settings = z.object({
  TOPIC_ARN: z.string().min(1),
  MAX_UPLOAD_BYTES: z.coerce.number().int().positive(),
});
export type Settings = Readonly<Record<keyof z.input<typeof settings>, string>>;

export const modelSchema = z.strictObject({
  name: z.string().regex(modelNamePattern),
  targetColumn: z.string().min(1),
  stateMachineArn: z.string().min(1),
  /** The folder below `incoming/` that the model reads its uploads from. */
  uploads: z.string().min(1),
  /** Whether other models read it as well. If so, a file that one of them cannot use stays where it is. */
  sharedUploads: z.boolean(),
});
export type Model = Readonly<z.output<typeof modelSchema>>;

/** What the rule passes on: what it knows about the model, and EventBridge's event unchanged. */
export const payload = z.strictObject({ model: modelSchema, event: z.unknown() });
export type Payload = z.output<typeof payload>;

export type Outcome =
  | { readonly outcome: "ignored"; readonly key: string }
  | { readonly outcome: "rejected"; readonly reason: string; readonly reasonUri: string }
  | { readonly outcome: "started" | "alreadyStarted"; readonly executionName: string };

/** The object that says why an upload was rejected. */
export interface RejectionRecord {
  readonly model: string;
  readonly reason: string;
  /** `s3://` URI of the upload. */
  readonly file: string;
  readonly versionId?: string;
  readonly bytes: number;
  /** Whether the upload itself was moved next to this record. */
  readonly moved: boolean;
}
