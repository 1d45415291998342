// Names that more than one side builds or recognizes.

/** The first part of every physical name, and the value of the tag Project. */
export const project = "mlplatform";

/** A model's name: kebab-case, so it never holds two hyphens in a row, which mark its end in longer names. */
export const modelNamePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Separates a model's name from what follows, so that policies and clean-ups can tell `churn` from `churn-train`. */
export const modelSeparator = "--";

/** Stacks that each environment has exactly once. */
export const sharedStackIds = ["network", "storage", "retention", "training"] as const;
export type SharedStackId = (typeof sharedStackIds)[number];

const modelStackPrefix = "model-";
export type ModelStackId = `${typeof modelStackPrefix}${string}`;

export function modelStackId(model: string): ModelStackId {
  return `${modelStackPrefix}${model}`;
}

/** The model that this stack belongs to; undefined for a stack that all models share. */
export function modelOfStack(stackId: string): string | undefined {
  return stackId.startsWith(modelStackPrefix) ? stackId.slice(modelStackPrefix.length) : undefined;
}

/** The prefix of every name in an environment: `mlplatform-<environment>-`. */
export function environmentPrefix(environment: string): string {
  return `${project}-${environment}-`;
}

/**
 * The name of both the endpoint and the model package group. Built from the model's name alone, so both can be found.
 */
export function servedName(environment: string, model: string): string {
  return `${environmentPrefix(environment)}${model}`;
}

/** The model's own name, or another that a run chose for it: `mlplatform-<environment>-<model>--<anything>`. */
export function servedNamePatterns(environment: string, model: string): readonly [exact: string, others: string] {
  const own = servedName(environment, model);
  return [own, `${own}${modelSeparator}*`];
}

/** Whether an endpoint or a group belongs to the model or, where no model is named, to any model of the environment. */
export function isServedBy(name: string, environment: string, model?: string): boolean {
  if (model === undefined) return name.startsWith(environmentPrefix(environment));
  const own = servedName(environment, model);
  return name === own || name.startsWith(`${own}${modelSeparator}`);
}

/** The part of a state machine's name that says what it is for; the model and a hash follow. */
export const stateMachinePart = "training";

/** Whether a state machine belongs to the model or, where no model is named, to any model of the environment. */
export function isStateMachineOf(name: string, environment: string, model?: string): boolean {
  const prefix = `${environmentPrefix(environment)}${stateMachinePart}-`;
  return model === undefined ? name.startsWith(prefix) : new RegExp(`^${prefix}${model}-[0-9a-f]{6}$`).test(name);
}
