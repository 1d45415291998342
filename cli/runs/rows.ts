// Reads the rows to predict, from a file or standard input: CSV with a header, JSON, or one JSON object per line.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { UserError } from "../../packages/errors";

export type Row = Readonly<Record<string, unknown>> | readonly unknown[];

export interface Rows {
  readonly format: "csv" | "json";
  readonly rows: readonly Row[];
}

/** The file name for standard input. */
export const standardInput = "-";

/** Throws a UserError that says what is wrong with the contents. */
export function readRows(file: string): Rows {
  const shown = file === standardInput ? "Standard input" : file;
  const found = parseRows(read(file), shown);
  if (found.rows.length === 0) throw new UserError(`${shown} holds no rows.`);
  return found;
}

export function parseRows(text: string, shown: string): Rows {
  const content = text.replace(/^\ufeff/, "").trim();
  if (content === "") return { format: "csv", rows: [] };
  return /^[{[]/.test(content)
    ? { format: "json", rows: jsonRows(content, shown) }
    : { format: "csv", rows: csvRows(content, shown) };
}

function read(file: string): string {
  try {
    return readFileSync(file === standardInput ? 0 : file, "utf8");
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** Values stay text: the endpoint reads numbers from text, according to the type of the column. */
function csvRows(text: string, shown: string): readonly Row[] {
  try {
    return parse(text, { columns: (names: string[]) => names.map((name) => name.trim()), skip_empty_lines: true });
  } catch (error) {
    throw new UserError(`${shown} is not CSV with a header: ${(error as Error).message}`);
  }
}

function jsonRows(text: string, shown: string): readonly Row[] {
  const whole = json(text);
  const lines =
    whole === undefined
      ? text
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map(json)
      : [];
  const rows: unknown = whole === undefined ? lines : instancesOf(whole);
  if (Array.isArray(rows) && rows.every((row) => typeof row === "object" && row !== null)) return rows as Row[];
  throw new UserError(
    `${shown} is not rows as JSON. Allowed: a list of objects by column name, {"instances": [such a list]}, or one object a line.`,
  );
}

function instancesOf(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return "instances" in value ? value.instances : [value];
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
