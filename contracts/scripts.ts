// How the state machine starts the scripts of ml-src, and what they print and write.
import type { Metric, Task } from "./metrics";

/** Arguments about the model that every script gets. */
export interface Learning {
  readonly target: string;
  readonly task: Task;
  readonly seed: number;
}

/** Where a processing job finds its inputs and writes its outputs; each input and output has its own folder. */
export const processingFolders = { input: "/opt/ml/processing/input", output: "/opt/ml/processing/output" } as const;

/** The folders that preprocessing writes: the three splits, and what is known about the columns. */
export const splits = ["train", "validation", "test", "schema"] as const;
export type Split = (typeof splits)[number];

export const preprocess = {
  script: "preprocess.py",
  /** Holds exactly one CSV file. */
  input: "data",
  outputs: splits,
  arguments: ({ drop, ...learning }: Learning & { readonly drop: readonly string[] }): readonly string[] => [
    ...["--input", `${processingFolders.input}/data`, "--output", processingFolders.output],
    ...learningArguments(learning),
    ...drop.flatMap((column) => ["--drop", column]),
  ],
} as const;

export const train = {
  script: "train.py",
  /** The training toolkit tells the script where these folders are. */
  channels: ["train", "validation", "schema"],
  /** The training toolkit passes each to the script as `--name value`. */
  hyperparameters: ({ target, task, seed }: Learning, metric: Metric) => ({ target, task, metric, seed }),
} as const satisfies { readonly channels: readonly Split[] } & Record<string, unknown>;

export const evaluate = {
  script: "evaluate.py",
  /** The training job's model.tar.gz, and the split that no step has used so far. */
  inputs: ["model", "test"],
  output: "evaluation",
  /** Inside the output folder. */
  reportFile: "evaluation.json",
  arguments: (learning: Learning): readonly string[] => [
    ...["--model", `${processingFolders.input}/model`, "--test", `${processingFolders.input}/test`],
    ...["--output", `${processingFolders.output}/evaluation`, ...learningArguments(learning)],
  ],
} as const;

/** The code that serves the model; it is packed into the model's archive, below this folder. */
export const serving = { script: "inference.py", folder: "code" } as const;

/** A training job's metric: train.py prints `validation:<metric>=<value>;`, and this finds the value. */
export function metricDefinition(metric: Metric): { readonly Name: string; readonly Regex: string } {
  return { Name: `validation:${metric}`, Regex: `validation:${metric}=(-?[0-9.eE+-]+);` };
}

function learningArguments({ target, task, seed }: Learning): readonly string[] {
  return ["--target", target, "--task", task, "--seed", String(seed)];
}
