// Formats an environment's estimate as text: what is fixed, what depends on usage, and what is unknown.
import type { CostLine, Estimate, UsageLine } from "./estimate";
import { amount, quantity, unitPrice } from "./format";
import { certainties } from "./prices";

export interface StackEstimate {
  readonly stack: string;
  readonly estimate: Estimate;
}

export interface EnvironmentEstimate {
  readonly environment: string;
  readonly region: string;
  /** US dollars: the fixed cost, and what the usage file determines. */
  readonly monthly: number;
  readonly pricesAsOf: string;
  readonly stacks: readonly StackEstimate[];
}

export function report({ environment, region, monthly, pricesAsOf, stacks }: EnvironmentEstimate): string {
  const all = stacks.map(({ estimate }) => estimate);
  const sections = [
    `Monthly cost of "${environment}" in ${region}, in US dollars`,
    columns([
      ["", "quantity", "unit", "unit price", "USD/month", ""],
      ...stacks.flatMap(({ stack, estimate: { lines } }) => sumRows(stack, lines)),
      ["Total", "", "", "", amount(monthly), ""],
    ]),
    ...section(
      "Depends on usage, and is not in the total (a usage file says how much: --usage FILE)",
      stacks.flatMap(({ stack, estimate: { byUsage } }) => usageRows(stack, byUsage)),
    ),
    ...section(
      "Unknown, and not in the total",
      stacks.flatMap(({ stack, estimate: { unknown } }) => unknown.map((one) => [stack, one.address, one.reason])),
    ),
    [`Prices as of ${pricesAsOf} or newer, before free tiers, discounts and taxes.`, ...legend(all)].join("\n"),
  ];
  return sections.join("\n\n");
}

function sumRows(stack: string, lines: readonly CostLine[]): string[][] {
  if (lines.length === 0) return [];
  const rows = grouped(lines).map((group) => {
    const [{ unit, unitPrice: price, certainty }] = group;
    const units = group.reduce((sum, { quantity }) => sum + quantity, 0);
    const monthly = group.reduce((sum, line) => sum + line.monthly, 0);
    return [`  ${title(group)}`, quantity(units), unit, unitPrice(price), amount(monthly), mark(certainty)];
  });
  const total = lines.reduce((sum, { monthly }) => sum + monthly, 0);
  return [[stack, "", "", "", amount(total), ""], ...rows];
}

function usageRows(stack: string, lines: readonly UsageLine[]): string[][] {
  return grouped(lines).map((group) => {
    const [{ unit, unitPrice: price, certainty, needs }] = group;
    return [stack, title(group), `${unitPrice(price)} per ${unit}${mark(certainty)}`, needs.join(", ")];
  });
}

/** Lines of one stack for the same thing at the same price. */
function grouped<Line extends CostLine | UsageLine>(lines: readonly Line[]): [Line, ...Line[]][] {
  const groups = new Map<string, [Line, ...Line[]]>();
  for (const line of lines) {
    const group = groups.get(`${line.what} ${line.unitPrice}`);
    if (group) group.push(line);
    else groups.set(`${line.what} ${line.unitPrice}`, [line]);
  }
  return [...groups.values()];
}

function title(group: readonly [{ readonly what: string }, ...unknown[]]): string {
  return group.length > 1 ? `${group.length} × ${group[0].what}` : group[0].what;
}

function mark(certainty: CostLine["certainty"]): string {
  return certainty === "estimate" ? " (estimate)" : "";
}

function legend(estimates: readonly Estimate[]): string[] {
  const lines = estimates.flatMap(({ lines, byUsage }) => [...lines, ...byUsage]);
  return Object.entries(certainties).flatMap(([certainty, meaning]) => {
    const count = new Set(lines.filter((line) => line.certainty === certainty).map(({ what }) => what)).size;
    return count > 0 ? [`${count} of these prices: ${meaning}.`] : [];
  });
}

function section(heading: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length > 0 ? [`${heading}:\n${columns(rows)}`] : [];
}

/** Columns of numbers are right-aligned; the last column is not padded. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const numeric = widths.map((_, column) => rows.slice(1).every((row) => /^-?[\d.,<]*$/.test(row[column]!)));
  return rows
    .map((row) =>
      row.map((cell, at) => (numeric[at] && rows.length > 1 ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!))),
    )
    .map((cells) => `  ${cells.join("  ").trimEnd()}`)
    .join("\n");
}
