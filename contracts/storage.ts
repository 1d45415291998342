// Where objects are stored in the two buckets of an environment: prefixes, keys and URIs.
import { evaluate } from "./scripts";

/** Each ends in a slash. The data bucket holds the first two, the artifacts bucket the others. */
export const prefixes = {
  /** Uploads, in a folder that one or more models read from. */
  incoming: "incoming/",
  /** Uploads that no run could use, under the key they had below `incoming/`, each with the reason. */
  rejected: "rejected/",
  /** What is kept of each run, by model. */
  runs: "runs/",
  /** What a run needs only while it lasts, by model; the bucket's lifecycle rule deletes it. */
  temporary: "temporary/",
  /** The Python code of the jobs, below the hash of its contents. */
  code: "code/",
} as const;

export const dataPrefixes = ["incoming", "rejected"] as const;
export const artifactPrefixes = ["runs", "temporary", "code"] as const;

/** Where to upload a file for the models that read from the folder. */
export function incomingPrefix(folder: string): string {
  return `${prefixes.incoming}${folder}/`;
}

/** The part after `incoming/`; undefined for a key outside it. */
export function pathBelowIncoming(key: string): string | undefined {
  return key.startsWith(prefixes.incoming) ? key.slice(prefixes.incoming.length) : undefined;
}

/** Where a rejected upload is moved. */
export function rejectedKey(incomingKey: string): string {
  return `${prefixes.rejected}${pathBelowIncoming(incomingKey) ?? incomingKey}`;
}

/**
 * Where the reason is written. A folder that several models share keeps one reason for each model, because one model
 * may be able to use a file that another cannot.
 */
export function rejectionReasonKey(incomingKey: string, model: string): string {
  return `${rejectedKey(incomingKey)}.${model}.reason.json`;
}

/** `runs/<model>/` or `runs/<model>/<execution>/`. */
export function runPrefix(model: string, execution?: string): string {
  return below(prefixes.runs, model, execution);
}

/** `temporary/<model>/` or `temporary/<model>/<execution>/`. */
export function temporaryPrefix(model: string, execution?: string): string {
  return below(prefixes.temporary, model, execution);
}

export function codePrefix(hash: string): string {
  return below(prefixes.code, hash);
}

/** File names below the prefix of a run. */
export const runFiles = {
  model: "model",
  evaluation: evaluate.output,
  evaluationReport: `${evaluate.output}/${evaluate.reportFile}`,
  failure: "failure.json",
} as const;

export function s3Uri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

function below(prefix: string, ...folders: readonly (string | undefined)[]): string {
  return [prefix, ...folders.filter((folder) => folder !== undefined).map((folder) => `${folder}/`)].join("");
}
