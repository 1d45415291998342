// Reads the column names of a CSV file without reading the rest.
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { parse } from "csv-parse/sync";

export type Header =
  | { readonly columns: readonly string[] }
  /** The file cannot be used: what was found instead of `allowed`. */
  | { readonly got: string; readonly allowed: string };

const longestHeader = 1024 * 1024;

export function readHeader(file: string): Header {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) return { got: file, allowed: stats ? "a file, not a folder" : "a file that exists" };
  if (stats.size === 0) return { got: `${file} (empty)`, allowed: "a CSV file with a header and rows" };
  if (!/\.csv$/i.test(file)) return { got: file, allowed: "a file whose name ends in .csv" };
  try {
    const [header] = parse(beginning(file, stats.size), { bom: true, to_line: 1, relax_quotes: true });
    if (header?.length) return { columns: header.map((name) => name.trim()) };
  } catch {
    // Not CSV, which is the same problem as having no header.
  }
  return { got: file, allowed: "a CSV file whose first line names the columns" };
}

function beginning(file: string, size: number): string {
  const head = Buffer.alloc(Math.min(size, longestHeader));
  const handle = openSync(file, "r");
  readSync(handle, head);
  closeSync(handle);
  return head.toString("utf8");
}
