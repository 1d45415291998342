// A failed Terraform command: its errors without frames and warnings, and where to find the whole output.
import { UserError } from "../errors";
import { errorLines } from "./log";

export interface TerraformErrorProps {
  /** Such as "Stack storage could not be deployed". */
  readonly what: string;
  readonly lines: readonly string[];
  /** File with the whole output. */
  readonly log: string;
  /** The command to try again. */
  readonly again: string;
}

export class TerraformError extends UserError {
  /** Everything Terraform printed, for code that looks for a specific failure. */
  readonly lines: readonly string[];

  constructor({ what, lines, log, again }: TerraformErrorProps) {
    const stale = lines.some((line) => line.includes("Saved plan is stale"));
    const hint = stale
      ? "\n  The state has changed since it was planned. Nothing of this plan was applied: plan again."
      : "";
    super(`${what}:\n${errorLines(lines)}${hint}\nWhole output: ${log}. To go on from here: ${again}`);
    this.lines = lines;
  }
}

/** AWS refused to create a resource because it exists: a killed run may have created it. */
export function saysTaken({ lines }: TerraformError): boolean {
  return /already ?exists|EntityAlreadyExists|ResourceInUse|Duplicate|AlreadyOwnedByYou/i.test(lines.join("\n"));
}
