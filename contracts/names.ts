// Names that more than one side has to build or to recognize.

/** The first part of every physical name, and the value of the tag Project. */
export const project = "mlplatform";

/** A model's name: kebab-case, so never with two hyphens in a row, which end it in longer names. */
export const modelNamePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Between a model's name and what follows it: keeps `churn` and `churn-train` apart in policies and clean-ups. */
export const modelSeparator = "--";

/** Stacks that each environment has once. */
export const sharedStackIds = ["network", "storage", "retention", "training"] as const;
export type SharedStackId = (typeof sharedStackIds)[number];

const modelStackPrefix = "model-";
export type ModelStackId = `${typeof modelStackPrefix}${string}`;

export function modelStackId(model: string): ModelStackId {
  return `${modelStackPrefix}${model}`;
}

/** The model whose stack this is; undefined for a stack that all share. */
export function modelOfStack(stackId: string): string | undefined {
  return stackId.startsWith(modelStackPrefix) ? stackId.slice(modelStackPrefix.length) : undefined;
}

/** With which the names of an environment's things begin: `mlplatform-<environment>-`. */
export function environmentPrefix(environment: string): string {
  return `${project}-${environment}-`;
}

/** Of the endpoint and of the model package group alike. Exactly this, so that a model's name is enough to find both. */
export function servedName(environment: string, model: string): string {
  return `${environmentPrefix(environment)}${model}`;
}

/** The model's own, or another that a run named for it: `mlplatform-<environment>-<model>--<anything>`. */
export function servedNamePatterns(environment: string, model: string): readonly [exact: string, others: string] {
  const own = servedName(environment, model);
  return [own, `${own}${modelSeparator}*`];
}

/** Whether an endpoint or a group belongs to the model; to any of the environment's where none is named. */
export function isServedBy(name: string, environment: string, model?: string): boolean {
  if (model === undefined) return name.startsWith(environmentPrefix(environment));
  const own = servedName(environment, model);
  return name === own || name.startsWith(`${own}${modelSeparator}`);
}

/** The part of a state machine's name that says what it is for; the model and a hash follow. */
export const stateMachinePart = "training";

/** Whether a state machine is the model's; any of the environment's where none is named. */
export function isStateMachineOf(name: string, environment: string, model?: string): boolean {
  const prefix = `${environmentPrefix(environment)}${stateMachinePart}-`;
  return model === undefined ? name.startsWith(prefix) : new RegExp(`^${prefix}${model}-[0-9a-f]{6}$`).test(name);
}
