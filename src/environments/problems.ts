// What zod says about a value, as problems that say where it stands, what it is, and what is allowed.
import type { z } from "zod";
import type { Problem } from "../../packages/errors";

export function shapeProblems(error: z.ZodError, input: unknown): Problem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, input));
}

/** Where both object to the same value, the rule knows better what would be right. */
export function preferring(rules: readonly Problem[], shape: readonly Problem[]): Problem[] {
  return [...shape.filter(({ path }) => !rules.some((rule) => rule.path === path)), ...rules];
}

function problemsOf(issue: z.core.$ZodIssue, input: unknown): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      problem([...issue.path, key], input, "no such key; remove it or correct its spelling"),
    );
  }
  if (issue.code === "invalid_key") {
    return [problem(issue.path, issue.path.at(-1), issue.issues[0]?.message ?? issue.message, [])];
  }
  return [problem(issue.path, input, allowedBy(issue))];
}

function problem(path: readonly PropertyKey[], input: unknown, allowed: string, within = path): Problem {
  return { path: path.map(String).join(".") || "(all of it)", got: valueAt(input, within), allowed };
}

/** The schema's own words where it has some, zod's facts otherwise. */
function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.startsWith("Invalid input") ? (articles[issue.expected] ?? issue.expected) : issue.message;
    case "invalid_value":
      return issue.values.map((value) => JSON.stringify(value)).join(", ");
    case "invalid_union":
      return '"realtime" or "serverless"';
    default:
      return issue.message;
  }
}

const articles: Partial<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text",
};

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
}
