// A run of a model's state machine: its input, its output, its named ends, and how an upload names it.
import { createHash } from "node:crypto";
import type { Decision } from "./functions/evaluate-model";

/** Either data to train on, or an approved model package to deploy. */
export interface RunInput {
  /** A CSV file below `incoming/` of the data bucket. */
  readonly data?: { readonly s3Uri: string };
  readonly modelPackageArn?: string;
  readonly overrides?: Partial<RunSettings>;
}

/** What an input may override; the state machine's own values otherwise. */
export interface RunSettings {
  readonly processingInstanceType: string;
  readonly trainingInstanceType: string;
  readonly threshold: number;
  readonly endpointName: string;
  readonly modelPackageGroupName: string;
}

/** Ends of runs that succeeded; one that failed ends in `PipelineFailed`. */
export const outcomes = ["Deployed", "RegisteredForApproval", "RejectedByQualityGate"] as const;
export type Outcome = (typeof outcomes)[number];
export const failedEnd = "PipelineFailed";

/** What the state machine hands out at the end of a run that succeeded. */
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
  /** Tells this upload from any other to the same key: the version where there is one. */
  readonly identity: string;
}

/**
 * The same upload always gives the same name, and Step Functions runs a name only once in a state machine: an event that
 * is delivered twice starts one run. The hash is over bucket, key and version; the readable part is for people.
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
