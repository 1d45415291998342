// Formats all problems of an input as one line, for logs and failure records.
import type { z } from "zod";

/** Such as `metric: expected string, received undefined; threshold: expected number, received string`. */
export function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".") || "all of it"}: ${plain(message)}`).join("; ");
}

function plain(message: string): string {
  return message.replace(/^Invalid input: /, "");
}
