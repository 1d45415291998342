// Turns what a person wrote into an Environment, or reports everything that is wrong with it at once.
import type { z } from "zod";
import { InvalidInputError, type Problem } from "../../packages/errors";
import { brokenRules } from "./rules";
import { type Environment, environmentSchema } from "./schema";

/**
 * @param subject begins the error message, such as `The environment "prod"`.
 * @param file stands before each path, where the values do not come from the environment's own file.
 */
export function validateEnvironment(input: unknown, subject: string, file?: string): Environment {
  const result = environmentSchema.safeParse(input);
  const rules = brokenRules(input);
  const shape = result.success ? [] : result.error.issues.flatMap((issue) => shapeProblems(issue, input));
  // Where both object to the same value, the rule knows better what would be right.
  const problems = [...shape.filter(({ path }) => !rules.some((rule) => rule.path === path)), ...rules];
  if (result.success && problems.length === 0) return result.data;
  throw new InvalidInputError(
    `${subject} is not valid`,
    problems.map((problem) => ({ ...problem, path: file ? `${file}: ${problem.path}` : problem.path })),
  );
}

function shapeProblems(issue: z.core.$ZodIssue, input: unknown): Problem[] {
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
