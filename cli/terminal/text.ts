// Small text formats that all commands share.
import { styleText } from "node:util";

const colour = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
type Format = Parameters<typeof styleText>[0];
const style = (format: Format) => (text: string) => (colour ? styleText(format, text) : text);

export const bold = style("bold");
export const dim = style("dim");
export const green = style("green");
export const red = style("red");
export const yellow = style("yellow");

/** 0.4 s, 12.3 s, 2 min 5 s */
export function seconds(milliseconds: number): string {
  const total = milliseconds / 1000;
  if (total < 100) return `${total.toFixed(1)} s`;
  return `${Math.floor(total / 60)} min ${Math.round(total % 60)} s`;
}

export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? singular : plural}`;
}

/** Rows as aligned columns; columns of numbers are right-aligned. */
export function table(rows: readonly (readonly string[])[], indent = "  "): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const numeric = widths.map((_, column) => rows.every((row) => /^[\d.,]*( s| min \d+ s)?$/.test(row[column] ?? "")));
  return rows
    .map((row) =>
      row.map((cell, column) => (numeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))),
    )
    .map((cells) => `${indent}${cells.join("   ").trimEnd()}`)
    .join("\n");
}
