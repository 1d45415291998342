// Reads a function's environment variables, and checks them at start rather than on first use.
import type { z } from "zod";
import { problemsOf } from "./problems";

/** @throws an Error that names every variable that is missing or wrong. */
export function readSettings<T extends z.ZodType>(
  schema: T,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<T> {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  throw new Error(`Environment variables are missing or wrong: ${problemsOf(result.error)}`);
}
