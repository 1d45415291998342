// What may follow `npm start --`. All that is wrong with it is told at once.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import type { UserError } from "../../packages/errors";
import { InvalidInputError, type Problem } from "../../packages/errors";

export const usage = `npm start                                            trains on generated AI4I 2020 data
npm start -- --data FILE.csv --target COLUMN         trains on your own data
              [--drop COLUMN,COLUMN]                 columns that the model must not see
              [--task classification|regression]     when it cannot be told from the data`;

const tasks = ["classification", "regression"] as const;
export type Task = (typeof tasks)[number];

export interface DataOptions {
  /** Absolute path. */
  readonly file: string;
  readonly target: string;
  readonly drop: readonly string[];
  readonly task?: Task;
}

/** The user's data, or undefined where nothing was said about it. */
export function parseDataOptions(args: readonly string[], directory = process.cwd()): DataOptions | undefined {
  const { values, problems } = read(args);
  const { data, target, task } = values;
  const drop = (values.drop ?? [])
    .flatMap((list) => list.split(","))
    .map((name) => name.trim())
    .filter(Boolean);
  const given = data !== undefined || target !== undefined || drop.length > 0 || task !== undefined;
  if (!given && problems.length === 0) return undefined;
  if (given && data === undefined) problems.push({ path: "--data", got: undefined, allowed: "the path of a CSV file" });
  if (task !== undefined && !isTask(task)) problems.push({ path: "--task", got: task, allowed: tasks.join(" or ") });
  const file = data === undefined ? undefined : resolve(directory, data);
  const columns = file === undefined ? undefined : headerOf(file, problems);
  const known = columns && `a column of the file: ${columns.join(", ")}`;
  if (given && (target === undefined || (columns && !columns.includes(target)))) {
    problems.push({ path: "--target", got: target, allowed: known ?? "the name of the column to predict" });
  }
  for (const name of drop) {
    if (columns && !columns.includes(name)) problems.push({ path: "--drop", got: name, allowed: known! });
    else if (name === target) problems.push({ path: "--drop", got: name, allowed: "columns other than the target" });
  }
  if (problems.length > 0) throw usageError(problems);
  return { file: file!, target: target!, drop, task: isTask(task) ? task : undefined };
}

function read(args: readonly string[]) {
  const { tokens, values } = parseArgs({
    args: [...args],
    options: {
      data: { type: "string" },
      target: { type: "string" },
      drop: { type: "string", multiple: true },
      task: { type: "string" },
    },
    strict: false,
    tokens: true,
  });
  const problems: Problem[] = [];
  const known = ["data", "target", "drop", "task"];
  for (const token of tokens) {
    if (token.kind === "positional") problems.push({ path: "argument", got: token.value, allowed: "options only" });
    if (token.kind !== "option") continue;
    const allowed = known.map((name) => `--${name}`).join(", ");
    if (!known.includes(token.name)) problems.push({ path: "option", got: token.rawName, allowed });
    else if (!token.value) problems.push({ path: token.rawName, got: token.value, allowed: "a value behind it" });
  }
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const drop = Array.isArray(values.drop) ? values.drop.filter((value) => typeof value === "string") : undefined;
  return {
    problems,
    values: { data: text(values.data), target: text(values.target), drop, task: text(values.task) },
  };
}

function isTask(task: string | undefined): task is Task {
  return tasks.some((known) => known === task);
}

/** The column names, or undefined with a problem added. */
function headerOf(file: string, problems: Problem[]): readonly string[] | undefined {
  const wrong = (got: unknown, allowed: string) => void problems.push({ path: "--data", got, allowed });
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) return wrong(file, stats ? "a file, not a folder" : "a file that exists");
  if (stats.size === 0) return wrong(`${file} (empty)`, "a CSV file with a header and rows");
  if (!/\.csv$/i.test(file)) return wrong(file, "a file whose name ends in .csv");
  const head = Buffer.alloc(Math.min(stats.size, 1024 * 1024));
  const handle = openSync(file, "r");
  readSync(handle, head);
  closeSync(handle);
  try {
    const options = { bom: true, to_line: 1, relax_quotes: true };
    const [header] = parse(head.toString("utf8"), options) as string[][];
    if (header?.length) return header.map((name) => name.trim());
  } catch {
    // Not CSV: the same problem as no header at all.
  }
  return wrong(file, "a CSV file whose first line names the columns");
}

function usageError(problems: readonly Problem[]): UserError {
  const error = new InvalidInputError("npm start", problems);
  error.message += `\n\n${usage}`;
  return error;
}
