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
  /** The folder below `incoming/` that the model listens to. */
  uploads: z.string().min(1),
  /** Whether other models listen to it as well. Then a file that one cannot use stays where it is. */
  sharedUploads: z.boolean(),
});
export type Model = Readonly<z.output<typeof modelSchema>>;

/** What the rule hands over: what it knows of the model, and EventBridge's event as it is. */
export const payload = z.strictObject({ model: modelSchema, event: z.unknown() });
export type Payload = z.output<typeof payload>;

export type Outcome =
  | { readonly outcome: "ignored"; readonly key: string }
  | { readonly outcome: "rejected"; readonly reason: string; readonly reasonUri: string }
  | { readonly outcome: "started" | "alreadyStarted"; readonly executionName: string };

/** The object that says why an upload was put aside. */
export interface RejectionRecord {
  readonly model: string;
  readonly reason: string;
  /** `s3://` URI of the upload. */
  readonly file: string;
  readonly versionId?: string;
  readonly bytes: number;
  /** Whether the upload itself was moved beside this record. */
  readonly moved: boolean;
}
