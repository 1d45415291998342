// The monthly cost before and after a change, and the resources that make the difference, for the review of a plan.
import { type CostLine, type Estimate, type EstimateOptions, estimateWith, type NotEstimated } from "./estimate";
import { dollars, unitPrice } from "./format";
import { findPrices } from "./prices";
import type { PricedResource } from "./resource";

export interface CostChange {
  readonly status: "estimated";
  /** US dollars per month; undefined if it is not known what is deployed. */
  readonly before?: number;
  readonly after: number;
  /** The oldest date of the prices that were used. */
  readonly pricesAsOf: string;
  /** One for each resource that costs more or less, the largest difference first; then those without a sum. */
  readonly lines: readonly string[];
}

/**
 * Take `before` from a plan's `prior_state`, and `after` from the synthesized stacks: a plan's own values lack what
 * only an apply decides, such as the subnets of an endpoint that is created together with them. Usage-based cost counts
 * only if `usage` gives the amounts.
 */
export function costChange(
  before: readonly PricedResource[] | undefined,
  after: readonly PricedResource[],
  region: string,
  { usage, prices = findPrices(region) }: Omit<EstimateOptions, "region"> = {},
): CostChange | NotEstimated {
  if ("kind" in prices) return { status: "not estimated", reason: prices };
  const next = estimateWith(prices, after, usage);
  const last = estimateWith(prices, before ?? [], usage);
  return {
    status: "estimated",
    ...(before && { before: last.monthly }),
    after: next.monthly,
    pricesAsOf: next.pricesAsOf,
    lines: [...differences(last, next), ...newlyOpen(last, next)],
  };
}

function differences(before: Estimate, after: Estimate): string[] {
  const [old, now] = [byMeter(before), byMeter(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((meter) => ({ meter, by: total(now.get(meter)) - total(old.get(meter)), line: now.get(meter)?.[0] }))
    .filter(({ by }) => Math.abs(by) >= 0.005)
    .toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by) || a.meter.localeCompare(b.meter))
    .map(({ meter, by, line }) => {
      const sum = `${by > 0 ? "+" : "-"}${dollars(Math.abs(by))} ${meter}`;
      return line?.certainty === "estimate" ? `${sum} (price is an estimate)` : sum;
    });
}

/** What the change adds without a known sum: reported instead of counted as nothing. */
function newlyOpen(before: Estimate, after: Estimate): string[] {
  const known = new Set(open(before));
  return open(after).filter((line) => !known.has(line));
}

function open({ byUsage, unknown }: Estimate): string[] {
  return [
    ...unknown.map(({ address, reason }) => `${address}: cost unknown: ${reason}`),
    ...byUsage.map(
      ({ address, what, unitPrice: usd, unit }) =>
        `${address}: ${what}: ${unitPrice(usd)} USD per ${unit}, depends on usage`,
    ),
  ];
}

function byMeter({ lines }: Estimate): Map<string, CostLine[]> {
  const groups = new Map<string, CostLine[]>();
  for (const line of lines) {
    const meter = `${line.address}: ${line.what}`;
    groups.set(meter, [...(groups.get(meter) ?? []), line]);
  }
  return groups;
}

function total(lines: readonly CostLine[] = []): number {
  return lines.reduce((sum, { monthly }) => sum + monthly, 0);
}
