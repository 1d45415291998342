// The options of `npm start --` and `npm run new-model --` about a person's data, checked against the file itself.
import type { Task } from "../../contracts/metrics";
import type { Problem } from "../../packages/errors";
import { readHeader } from "./csv-header";

export type { Task };

/** As given on the command line; every field may be absent. */
export interface StartOptions {
  /** Absolute path. */
  readonly data?: string;
  readonly target?: string;
  readonly drop: readonly string[];
  readonly task?: Task;
  readonly model?: string;
  /** The person's own model to remove. */
  readonly remove?: string;
}

export interface DataOptions {
  /** Absolute path. */
  readonly file: string;
  readonly target: string;
  readonly drop: readonly string[];
  readonly task?: Task;
  /** @default a name derived from the file's */
  readonly model?: string;
}

/** The person's data; undefined if no option names any. Only for options in which `dataProblems` finds no problem. */
export function dataOptions({ data, target, drop, task, model }: StartOptions): DataOptions | undefined {
  return data === undefined ? undefined : { file: data, target: target!, drop, task, model };
}

export async function dataProblems(
  options: Partial<StartOptions>,
  { required = false } = {},
): Promise<readonly Problem[]> {
  const { data, target, drop = [], task, model } = options;
  const given = [data, target, task, model].some((value) => value !== undefined) || drop.length > 0;
  if (!required && !given) return [];
  const problems: Problem[] = [];
  // An invalid option is absent here, and one problem about it is enough.
  if (data === undefined && "data" in options) {
    problems.push({ path: "--data", got: undefined, allowed: "the path of a CSV file" });
  }
  const header = data === undefined ? undefined : readHeader(data);
  if (header && "got" in header) problems.push({ path: "--data", ...header });
  const columns = header && "columns" in header ? header.columns : undefined;
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
