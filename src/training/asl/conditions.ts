// Conditions of Choice states. Comparing a path that does not exist stops an execution with an error that cannot be
// caught, so every comparison here first checks that the path is present.
import type { JsonObject } from "./json";

export type Condition = JsonObject;

export const isPresent = (path: string): Condition => ({ Variable: path, IsPresent: true });
export const isAbsent = (path: string): Condition => ({ Variable: path, IsPresent: false });
export const all = (...conditions: readonly Condition[]): Condition => ({ And: conditions });
export const any = (...conditions: readonly Condition[]): Condition => ({ Or: conditions });
export const not = (condition: Condition): Condition => ({ Not: condition });

const compare = (path: string, comparison: JsonObject): Condition =>
  all(isPresent(path), { Variable: path, ...comparison });

/** `*` matches any characters. */
export const matches = (path: string, pattern: string): Condition => compare(path, { StringMatches: pattern });
export const matchesAny = (path: string, patterns: readonly string[]): Condition =>
  all(isPresent(path), any(...patterns.map((pattern) => ({ Variable: path, StringMatches: pattern }))));
export const isText = (path: string, text: string): Condition => compare(path, { StringEquals: text });
export const isOneOf = (path: string, texts: readonly string[]): Condition =>
  all(isPresent(path), any(...texts.map((text) => ({ Variable: path, StringEquals: text }))));
export const isSameText = (path: string, other: string): Condition => compare(path, { StringEqualsPath: other });
export const isTrue = (path: string): Condition => compare(path, { BooleanEquals: true });
export const isNumber = (path: string, value: number): Condition => compare(path, { NumericEquals: value });
export const isBelow = (path: string, limit: number): Condition => compare(path, { NumericLessThan: limit });
export const isNumberFrom = (path: string, low: number, high: number): Condition =>
  all(
    isPresent(path),
    { Variable: path, IsNumeric: true },
    { Variable: path, NumericGreaterThanEquals: low },
    { Variable: path, NumericLessThanEquals: high },
  );
