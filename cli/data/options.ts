// What `npm start --` and `npm run new-model --` say about a person's data, checked against the file itself.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Problem } from "../../packages/errors";

export const tasks = ["classification", "regression"] as const;
export type Task = (typeof tasks)[number];

/** As the command line says it: nothing of it has to be there. */
export interface StartOptions {
  /** Absolute path. */
  readonly data?: string;
  readonly target?: string;
  readonly drop: readonly string[];
  readonly task?: Task;
}

export interface DataOptions {
  /** Absolute path. */
  readonly file: string;
  readonly target: string;
  readonly drop: readonly string[];
  readonly task?: Task;
}

/** The person's data, or undefined where nothing was said about it. Only for what `dataProblems` finds nothing wrong with. */
export function dataOptions({ data, target, drop, task }: StartOptions): DataOptions | undefined {
  return data === undefined ? undefined : { file: data, target: target!, drop, task };
}

export async function dataProblems(options: Partial<StartOptions>): Promise<readonly Problem[]> {
  const { data, target, drop = [], task } = options;
  if (data === undefined && target === undefined && drop.length === 0 && task === undefined) return [];
  const problems: Problem[] = [];
  // An option that was refused is absent, and one problem about it is enough.
  if (data === undefined && "data" in options) {
    problems.push({ path: "--data", got: undefined, allowed: "the path of a CSV file" });
  }
  const columns = data === undefined ? undefined : headerOf(data, problems);
  const known = { allowed: `a column of the file: ${columns?.join(", ")}`, candidates: columns };
  if (columns ? !columns.includes(target ?? "") : target === undefined) {
    const unknown = columns ? known : { allowed: "the name of the column to predict" };
    if ("target" in options) problems.push({ path: "--target", got: target, ...unknown });
  }
  for (const name of drop) {
    if (columns && !columns.includes(name)) problems.push({ path: "--drop", got: name, ...known });
    else if (name === target) problems.push({ path: "--drop", got: name, allowed: "columns other than the target" });
  }
  return problems;
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
