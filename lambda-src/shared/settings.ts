// What a function is told by its environment variables, checked when it starts rather than when it first needs one.
import type { z } from "zod";

/** @throws an Error that names every variable that is missing or wrong. */
export function readSettings<T extends z.ZodType>(
  schema: T,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<T> {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".")} (${message})`);
  throw new Error(`Environment variables are missing or wrong: ${problems.join(", ")}`);
}
