// The committed prices, so that expected sums follow an update of the list.
import { costChange, type CostChange } from "../change";
import { type Estimate, estimate } from "../estimate";
import { loadPrices, type Price } from "../prices";

const { prices } = loadPrices("us-east-1");

export function price(key: string): Price {
  const found = prices[key];
  if (!found) throw new Error(`No price "${key}"`);
  return found;
}

export function usd(key: string): number {
  return price(key).usd;
}

/** An estimate that must exist. */
export function estimated(...parameters: Parameters<typeof estimate>): Estimate {
  const result = estimate(...parameters);
  if (result.status === "not estimated") throw new Error(`Not estimated: ${JSON.stringify(result)}`);
  return result;
}

/** A difference that must exist. */
export function changed(...parameters: Parameters<typeof costChange>): CostChange {
  const result = costChange(...parameters);
  if (result.status === "not estimated") throw new Error(`Not estimated: ${JSON.stringify(result)}`);
  return result;
}
