// Errors that a person can act on: what was received, what is allowed, what to do. Printed without a stack trace.
import { nearest } from "./nearest";

export { nearest } from "./nearest";

/** One problem with an input. */
export interface Problem {
  /** Where the problem is, such as `network.cidr`. */
  readonly path: string;
  /** The value that was received; undefined if there was none. */
  readonly got: unknown;
  /** What would be valid, as the end of the sentence "allowed: …". */
  readonly allowed: string;
  /** The valid words; the one closest to what was received is suggested. */
  readonly candidates?: readonly string[];
}

/** The user's mistake, not the program's: the message alone says how to continue. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** Invalid input, with all its problems. */
export class InvalidInputError extends UserError {
  constructor(
    subject: string,
    readonly problems: readonly Problem[],
  ) {
    super([`${subject}: ${count(problems.length)}`, ...problems.map(line)].join("\n"));
  }
}

/** Runs a program: a UserError ends it with its message and exit code 1; any other error keeps its stack trace. */
export function runProgram(program: () => void): void {
  try {
    program();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function count(problems: number): string {
  return problems === 1 ? "1 problem" : `${problems} problems`;
}

function line({ path, got, allowed, candidates = [] }: Problem): string {
  const meant = typeof got === "string" ? nearest(got, candidates) : undefined;
  const suggestion = meant === undefined ? "" : ` (did you mean "${meant}"?)`;
  return `  - ${path}: got ${got === undefined ? "nothing" : JSON.stringify(got)}; allowed: ${allowed}${suggestion}`;
}
