// Checks the user's data before anything is deployed: what there is to learn, and what would spoil it.
import { join } from "node:path";
import { type Inspection, inspectionSchema } from "../../contracts/inspection";
import { UserError } from "../../packages/errors";
import { python, root } from "../paths";
import { run } from "../../packages/process/run";
import { count } from "../terminal/text";
import type { DataOptions, Task } from "./options";

export type { Inspection };

const script = join("tools", "inspect-data", "inspect_data.py");

/** @throws UserError with every reason why the file cannot be used */
export async function inspect({ file, target, drop, task }: DataOptions): Promise<Inspection> {
  const args = ["--csv", file, "--target", target, ...drop.flatMap((column) => ["--drop", column])];
  if (task) args.push("--task", task);
  const { code, stdout, lines } = await run(python, [script, ...args], { cwd: root });
  if (code !== 0) throw new UserError(`${file} cannot be read:\n${lines.slice(-4).join("\n")}`);
  const inspection = inspectionSchema.parse(JSON.parse(stdout));
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
  const { rows, columns, classes, identifiers, leaks, taskReason, warnings } = inspection;
  const task = chooseTask(options, inspection);
  const missing = columns.filter((column) => column.missing > 0);
  const missingRows = missing.reduce((sum, column) => sum + column.missing, 0);
  return [
    `${count(rows, "row")}, ${count(columns.length, "column")}${missing.length ? `, ${count(missingRows, "missing value")} in ${missing.map(({ name }) => name).join(", ")}` : ", nothing missing"}`,
    `task ${task}: ${taskReason}`,
    ...(classes.length ? [`classes: ${shownClasses(classes)}`] : []),
    ...warnings,
    ...identifiers.map(
      ({ column, reason }) => `"${column}" looks like an identifier: ${reason} Leave it out: --drop "${column}"`,
    ),
    ...leaks.map(
      ({ column, reason }) => `"${column}" may give the answer away: ${reason} Leave it out: --drop "${column}"`,
    ),
  ];
}

function shownClasses(classes: Inspection["classes"], most = 6): string {
  const shown = classes.slice(0, most).map(({ name, rows }) => `${name} (${count(rows, "row")})`);
  return [...shown, ...(classes.length > most ? [`${classes.length - most} more`] : [])].join(", ");
}
