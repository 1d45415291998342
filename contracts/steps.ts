// The steps of a run that create something named in SageMaker, and how those names are built and recognized.
import { modelSeparator } from "./names";

/** Step -> the resource type in its ARNs. */
export const steps = {
  preprocess: "processing-job",
  train: "training-job",
  evaluate: "processing-job",
  model: "model",
  config: "endpoint-config",
} as const;

export type Step = keyof typeof steps;
/** Steps that run as jobs. */
export type JobStep = "preprocess" | "train" | "evaluate";

/** SageMaker's length limit for the names of jobs, models and endpoint configurations. */
const longestName = 63;
/** A hyphen and 12 hexadecimal digits, then three counters of two digits, each after a hyphen. */
const endingLength = 1 + 12 + 3 * (1 + 2);

/** What is left for `<environment>-<model>--<step>`, in characters. */
export const longestJobNamePrefix = longestName - endingLength;

/** `<environment>-<model>--<step>`: how policies and clean-ups tell environments and models apart. */
export function jobNamePrefix(environment: string, model: string, step: Step): string {
  return `${environment}-${model}${modelSeparator}${step}`;
}

/** Matches the names of a step in every model of the environment, for policies. */
export function anyJobName(environment: string, step: Step): string {
  return `${environment}-*${modelSeparator}${step}-*`;
}

/** Why a model's name is too long, as a sentence with the numbers; undefined if it fits. */
export function jobNameProblem(environment: string, model: string): string | undefined {
  const longest = (Object.keys(steps) as Step[])
    .map((step) => jobNamePrefix(environment, model, step))
    .reduce((one, other) => (other.length > one.length ? other : one));
  const excess = longest.length - longestJobNamePrefix;
  if (excess <= 0) return undefined;
  return `at most ${model.length - excess} characters in the environment ${environment}, not ${model.length}: SageMaker's names of jobs have room for ${longestJobNamePrefix}, and "${longest}" has ${longest.length}`;
}

/** Recognizes what runs of the environment created in a step; only those of one model if a model is named. */
export function jobNamePattern(environment: string, step: Step, model?: string): RegExp {
  const whose = model ?? "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
  return new RegExp(`^${environment}-${whose}${modelSeparator}${step}-[0-9a-f]{12}(?:-[0-9]+)+$`);
}
