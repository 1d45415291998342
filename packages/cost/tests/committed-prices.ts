// The committed prices, so that expected sums follow a refresh of the list.
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
