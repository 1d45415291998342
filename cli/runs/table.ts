// Formats runs as a table for the terminal.
import { bold, dim, seconds, table } from "../terminal/text";
import type { RunSummary } from "./list";

/** A run's link, if it has one, is on the next line, because it is longer than a line. */
export function runTable(runs: readonly RunSummary[]): string {
  const header = ["When", "Model", "Data", "Metric", "End", "Time", "Run"];
  const lines = table([header, ...runs.map(cells)]).split("\n");
  const [first = "", ...rest] = lines;
  const withLinks = rest.flatMap((line, index) => {
    const { link } = runs[index]!;
    return link ? [line, dim(`      ${link}`)] : [line];
  });
  return [bold(first), ...withLinks].join("\n");
}

function cells({ started, ended, model, data, metric, end, error, name }: RunSummary): string[] {
  return [
    moment(started),
    model,
    data,
    metric ? `${metric.name} ${metric.value.toFixed(4)}` : "",
    error ? `${end}: ${error}` : end,
    ended ? seconds(ended.getTime() - started.getTime()) : "",
    name,
  ];
}

/** 2026-01-31 14:05, in this machine's time zone */
function moment(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
