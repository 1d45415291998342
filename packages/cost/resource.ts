// The resources of a stack in the form that the estimator uses, read from synthesized Terraform JSON or from a plan.

/** A resource: its Terraform address, and its arguments, in which `${…}` marks a value that is not known yet. */
export interface PricedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Every resource of a cdk.tf.json. */
export function resourcesOfSynth(json: unknown): PricedResource[] {
  return Object.entries(record(record(json).resource)).flatMap(([type, byId]) =>
    Object.entries(record(byId)).map(([id, values]) => ({ address: `${type}.${id}`, type, values: record(values) })),
  );
}

/**
 * Every managed resource of `planned_values` or `prior_state.values` in the JSON of `terraform show`; empty without.
 */
export function resourcesOfPlan(values: unknown): PricedResource[] {
  return ofModule(record(values).root_module);
}

function ofModule(module: unknown): PricedResource[] {
  const { resources, child_modules } = record(module);
  const own = list(resources)
    .map(record)
    .filter(({ mode }) => mode !== "data")
    .map(({ address, type, values }) => ({ address: String(address), type: String(type), values: record(values) }));
  return [...own, ...list(child_modules).flatMap(ofModule)];
}

/** A literal number; undefined for a token, which only an apply resolves. */
export function numberIn(values: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = values[name];
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A literal text; undefined for a token. */
export function textIn(values: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" && !value.includes("${") ? value : undefined;
}

/** Nested blocks: cdktf writes a single one as an object and several as a list; a plan always has a list. */
export function blocksIn(
  values: Readonly<Record<string, unknown>>,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const value = values[name];
  return (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(record);
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
