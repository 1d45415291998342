// A look at the user's data before anything is deployed: what there is to learn, and what would spoil it.
import { UserError } from "../../packages/errors";
import { python, root } from "../paths";
import { run } from "../../packages/process/run";
import { count } from "../terminal/text";
import type { DataOptions, Task } from "./options";

/** What ml-src/inspect_data.py prints. */
export interface Inspection {
  readonly rows: number;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly missing: number;
    readonly distinct: number;
  }[];
  readonly task: Task | null;
  readonly taskReason: string;
  readonly identifiers: readonly { readonly column: string; readonly reason: string }[];
  readonly leaks: readonly { readonly column: string; readonly score: number; readonly reason: string }[];
  readonly problems: readonly string[];
}

export async function inspect({ file, target, drop }: DataOptions): Promise<Inspection> {
  const args = ["--csv", file, "--target", target, ...drop.flatMap((column) => ["--drop", column])];
  const { code, stdout, lines } = await run(python, ["ml-src/inspect_data.py", ...args], { cwd: root });
  if (code !== 0) throw new UserError(`${file} cannot be read:\n${lines.slice(-4).join("\n")}`);
  const inspection = JSON.parse(stdout) as Inspection;
  if (inspection.problems.length > 0) {
    throw new UserError(
      `${file} cannot be used:\n${inspection.problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
  }
  return inspection;
}

export function chooseTask(options: DataOptions, { task, taskReason }: Inspection): Task {
  const chosen = options.task ?? task;
  if (chosen) return chosen;
  throw new UserError(
    `Whether "${options.target}" is a class or a quantity cannot be told: ${taskReason}\nSay which: --task classification or --task regression`,
  );
}

/** What a person should know about the data, one line each. */
export function describe(options: DataOptions, inspection: Inspection): string[] {
  const { rows, columns, identifiers, leaks, taskReason } = inspection;
  const task = chooseTask(options, inspection);
  const missing = columns.filter((column) => column.missing > 0);
  const missingRows = missing.reduce((sum, column) => sum + column.missing, 0);
  return [
    `${count(rows, "row")}, ${count(columns.length, "column")}${missing.length ? `, ${count(missingRows, "missing value")} in ${missing.map(({ name }) => name).join(", ")}` : ", nothing missing"}`,
    `task ${task}: ${options.task ? "as you said" : taskReason}`,
    ...identifiers.map(
      ({ column, reason }) => `"${column}" looks like an identifier: ${reason} Leave it out: --drop "${column}"`,
    ),
    ...leaks.map(
      ({ column, reason }) => `"${column}" may give the answer away: ${reason} Leave it out: --drop "${column}"`,
    ),
  ];
}
