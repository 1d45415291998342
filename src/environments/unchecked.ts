// Rules see the input before its shape is known to be right, so that all problems come at once.
import type { Problem } from "../../packages/errors";

export type Unchecked<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Unchecked<T[K]> }
    : T;

/** From what was written to what is wrong with it. */
export type Rule<T> = (input: Unchecked<T>) => Problem | undefined;

export function applyRules<T>(rules: readonly Rule<T>[], input: unknown): Problem[] {
  if (!isRecord(input)) return [];
  return rules.flatMap((rule) => rule(input as Unchecked<T>) ?? []);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
