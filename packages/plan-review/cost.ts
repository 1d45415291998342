// What the environment costs each month, before and after: worked out elsewhere, handed over as data.
import { block, code, fold, plain } from "./markdown";
import { count, money } from "./numbers";

export interface CostChange {
  readonly status: "estimated";
  /** US dollars per month; undefined where it is not known what is deployed. */
  readonly before?: number;
  readonly after: number;
  /** The oldest date of a price that was used. */
  readonly pricesAsOf: string;
  /** The largest differences come first. */
  readonly lines: readonly string[];
}

export interface NotEstimated {
  readonly status: "not estimated";
  /** The end of the sentence "Cost: not estimated: …". */
  readonly reason?: string;
  /** What to type to get an estimate next time. */
  readonly command?: string;
}

export type CostOfPlans = CostChange | NotEstimated;

/** `100.00 → 126.55 USD a month (+26.55)` */
export function costWords(cost: CostOfPlans): string {
  if (cost.status === "not estimated") {
    const [reason, command] = [cost.reason && `: ${plain(cost.reason)}`, cost.command && `; run ${code(cost.command)}`];
    return `not estimated${reason ?? ""}${command ?? ""}`;
  }
  const { before, after } = cost;
  if (before === undefined) return `${money(after)} USD a month`;
  const difference = after - before;
  if (Math.abs(difference) < 0.005) return `${money(after)} USD a month, as before`;
  return `${money(before)} → ${money(after)} USD a month (${difference > 0 ? "+" : ""}${money(difference)})`;
}

const mostLines = 40;

export function costSection(cost: CostChange): string {
  const { pricesAsOf, lines } = cost;
  const first = `### Monthly cost\n\n${costWords(cost)}, by prices of ${plain(pricesAsOf)}.`;
  if (lines.length === 0) return first;
  const shown = lines.slice(0, mostLines);
  const body = block(
    shown.length < lines.length ? [...shown, `… and ${lines.length - shown.length} more lines`] : lines,
  );
  return `${first}\n\n${lines.length <= 6 ? body : fold(count(lines.length, "line"), body)}`;
}
