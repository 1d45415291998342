// Checks whether the pipeline can train on a file, from its name, its size and its first bytes.
import { parse } from "csv-parse/sync";

/** How much of a file is read: enough for a header with thousands of columns and at least one row. */
export const probeBytes = 256 * 1024;

export interface Expectation {
  /** The column that the model learns to predict. */
  readonly targetColumn: string;
  readonly maxBytes: number;
}

/**
 * Checked before the file is read. @returns why the file cannot be used, as a sentence; undefined if nothing is wrong
 */
export function nameOrSizeProblem(key: string, size: number, { maxBytes }: Expectation): string | undefined {
  const file = key.split("/").at(-1)!;
  if (!/\.csv$/i.test(file)) return `"${file}" is not a CSV file by its name. Upload a file whose name ends in .csv.`;
  if (size === 0) return "The file is empty. Upload a CSV file with a header and rows.";
  if (size > maxBytes)
    return `The file has ${size} bytes; at most ${maxBytes} are allowed. Upload a sample of the rows, or raise the limit.`;
  return undefined;
}

/**
 * @param head the file's first bytes, at most `probeBytes`
 * @param complete whether they are the whole file
 * @returns why the file cannot be used, as a sentence; undefined if nothing is wrong
 */
export function contentProblem(head: Uint8Array, complete: boolean, { targetColumn }: Expectation): string | undefined {
  const text = decode(head, complete);
  if (text === undefined) return `The file is not UTF-8 text${utf16(head)}. Save it as CSV with the encoding UTF-8.`;
  if (text.includes("\0")) return "The file holds binary data. Upload a CSV file as text in UTF-8.";
  if (text.trim() === "") return "The file holds nothing but blank lines. Upload a CSV file with a header and rows.";

  const rows = firstRows(text, complete);
  if (!rows)
    return `The header does not end within the first ${head.length} bytes. Check the quotes in the file's first line.`;
  const [header, row] = rows;
  return headerProblem(header, targetColumn) ?? (row || !complete ? undefined : noRows);
}

const noRows = "The file holds a header and no rows. Upload a file with data below the header.";

function headerProblem(header: readonly string[], target: string): string | undefined {
  const columns = header.map((name) => name.trim());
  const found = columns.filter((name) => name === target).length;
  if (found === 1) return undefined;
  if (found > 1) return `The header names the column "${target}" ${found} times. Keep one of them.`;
  const similar = columns.find((name) => name.toLowerCase() === target.trim().toLowerCase());
  if (similar !== undefined)
    return `The header holds "${similar}", but the column to predict is called "${target}". Rename the column.`;
  const separator = [";", "\t", "|"].find((candidate) => columns.length === 1 && columns[0]!.includes(candidate));
  if (separator) {
    const shown = separator === "\t" ? "tabs" : `"${separator}"`;
    return `The columns are separated by ${shown}. Save the file with commas between the columns.`;
  }
  return `The header does not hold the column to predict, "${target}". It holds: ${listed(columns)}.`;
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 12).map((name) => `"${name.slice(0, 40)}"`);
  const more = columns.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/** The end of the probe may fall within a character, so only a complete file has to end with a whole one. */
function decode(bytes: Uint8Array, complete: boolean): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !complete });
  } catch {
    return undefined;
  }
}

function utf16([first, second]: Uint8Array): string {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked ? " (it begins as UTF-16 does)" : "";
}

/** Header and first row; without the row if there is none yet; undefined if not even the header is complete. */
function firstRows(text: string, complete: boolean): [string[], string[]?] | undefined {
  // A truncated header must not be taken for a shorter one.
  if (!complete && !/[\r\n]/.test(text)) return undefined;
  const options = { skip_empty_lines: true, relax_column_count: true, relax_quotes: true };
  try {
    const rows: string[][] = parse(text, { ...options, to: 2 });
    return rows[0] && [rows[0], rows[1]];
  } catch {
    return headerOnly(text, options);
  }
}

/** The probe may end within quotes in the second row; then only the header is checked. */
function headerOnly(text: string, options: object): [string[], string[]?] | undefined {
  try {
    const rows: string[][] = parse(text, { ...options, to: 1 });
    return rows[0] && [rows[0]];
  } catch {
    return undefined;
  }
}
