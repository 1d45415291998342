// A run of a model's state machine: its input, its output, its terminal states, and the name that an upload gives it.
import { createHash } from "node:crypto";
import type { Decision } from "./functions/evaluate-model";

/** Either data to train on or an approved model package to deploy. */
export interface RunInput {
  /** A CSV file below `incoming/` of the data bucket. */
  readonly data?: { readonly s3Uri: string };
  readonly modelPackageArn?: string;
  readonly overrides?: Partial<RunSettings>;
}

/** What an input may override; otherwise the state machine's own values apply. */
export interface RunSettings {
  readonly processingInstanceType: string;
  readonly trainingInstanceType: string;
  readonly threshold: number;
  readonly endpointName: string;
  readonly modelPackageGroupName: string;
}

/** Terminal states of successful runs; a failed run ends in `PipelineFailed`. */
export const outcomes = ["Deployed", "RegisteredForApproval", "RejectedByQualityGate"] as const;
export type Outcome = (typeof outcomes)[number];
export const failedEnd = "PipelineFailed";

/** The output of a successful run. */
export interface RunOutput {
  readonly outcome: Outcome;
  readonly input: RunInput;
  readonly decision: Decision;
  readonly modelPackageArn?: string;
  readonly modelUri?: string;
  readonly endpointName?: string;
  readonly endpointConfigName?: string;
}

export interface UploadedVersion {
  readonly bucket: string;
  readonly key: string;
  /** Distinguishes this upload from any other under the same key: the version where there is one. */
  readonly identity: string;
}

/**
 * The same upload always gets the same name, and Step Functions runs a name only once per state machine, so an event
 * that is delivered twice starts one run. The hash covers bucket, key and version; the rest is there to be readable.
 *
 * @returns at most 53 characters of `[a-z0-9-]` (Step Functions allows 80)
 */
export function executionName({ bucket, key, identity }: UploadedVersion): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([bucket, key, identity]))
    .digest("hex")
    .slice(0, 12);
  return `${readable(key)}-${hash}`;
}

function readable(key: string): string {
  const file = key.split("/").at(-1)!;
  const stem = file.replace(/\.[^.]*$/, "");
  const slug = stem.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return slug.slice(0, 40).replace(/^-+|-+$/g, "") || "data";
}
