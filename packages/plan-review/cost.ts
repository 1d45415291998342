// The environment's monthly cost, before and after: estimated elsewhere and passed in as data.
import { type Finding, finding } from "./finding";
import { name, plainName, sentence, type Sentence } from "./sentence";
import { money } from "./words";

export interface CostChange {
  readonly status: "estimated";
  /** US dollars per month; undefined if it is not known what is deployed. */
  readonly before?: number;
  readonly after: number;
  /** The oldest date of the prices that were used. */
  readonly pricesAsOf: string;
  /** The largest differences first. */
  readonly lines: readonly string[];
}

export interface NotEstimated {
  readonly status: "not estimated";
  /** The end of the sentence "Cost: not estimated: …". */
  readonly reason?: string;
  /** The command that makes an estimate possible next time. */
  readonly command?: string;
}

export type CostOfPlans = CostChange | NotEstimated;

export function costFinding(cost: CostOfPlans): Finding {
  if (cost.status === "not estimated") {
    const reason = cost.reason ? sentence`: ${plainName(cost.reason)}` : [];
    const command = cost.command ? sentence`; run ${name(cost.command)}` : [];
    return finding("cost", "cost", {}, { sentence: sentence`not estimated${reason}${command}` });
  }
  const rows = cost.lines.map((text) => ({ text }));
  const note = sentence`by prices of ${plainName(cost.pricesAsOf)}`;
  return finding("cost", "cost", {}, { sentence: costWords(cost), rows, note });
}

/** `100.00 → 126.55 USD a month (+26.55)` */
function costWords({ before, after }: CostChange): Sentence {
  if (before === undefined) return [`${money(after)} USD a month`];
  const difference = after - before;
  if (Math.abs(difference) < 0.005) return [`${money(after)} USD a month, as before`];
  return [`${money(before)} → ${money(after)} USD a month (${difference > 0 ? "+" : ""}${money(difference)})`];
}
