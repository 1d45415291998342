// What the environment costs each month, before and after.
import type { CostChange } from "../cost";
import { block, fold, plain } from "./markdown";
import { count, money } from "./numbers";

/** `100.00 → 126.55 USD a month (+26.55)` */
export function costWords({ before, after }: CostChange): string {
  if (before === undefined) return `${money(after)} USD a month`;
  const difference = after - before;
  if (Math.abs(difference) < 0.005) return `${money(after)} USD a month, as before`;
  return `${money(before)} → ${money(after)} USD a month (${difference > 0 ? "+" : ""}${money(difference)})`;
}

/** The largest differences come first. */
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
