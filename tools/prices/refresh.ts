// Updates a price list from the AWS Price List API. A price that is not found there stays unchanged and is reported.
import type { ListedProduct, ListProducts } from "./price-list-api";
import type { Price, PriceList } from "../../packages/cost/prices";
import { type Product, productOf } from "./products";

export interface Refresh {
  readonly list: PriceList;
  /** `old` is undefined for a new price. */
  readonly changed: readonly { readonly key: string; readonly old: number | undefined; readonly new: number }[];
  readonly confirmed: readonly string[];
  /** Not found: unchanged, or absent if there was none. */
  readonly kept: readonly { readonly key: string; readonly reason: string }[];
}

/** `date` is today's. Throws if the API fails, so that the caller writes all prices or none. */
export async function refresh(
  current: PriceList,
  keys: readonly string[],
  listProducts: ListProducts,
  date: string,
): Promise<Refresh> {
  const answers = new Map<string, Promise<readonly ListedProduct[]>>();
  const ask = (service: string, filters: Readonly<Record<string, string>>) => {
    const name = JSON.stringify([service, filters]);
    const answer = answers.get(name) ?? listProducts(service, { regionCode: current.region, ...filters });
    answers.set(name, answer);
    return answer;
  };
  const prices: Record<string, Price> = { ...current.prices };
  const changed: { key: string; old: number | undefined; new: number }[] = [];
  const [confirmed, kept]: [string[], { key: string; reason: string }[]] = [[], []];
  for (const key of [...new Set(keys)].sort()) {
    const product = productOf(key);
    const found = await find(product, ask);
    if ("reason" in found) {
      kept.push({ key, ...found });
      continue;
    }
    const old = current.prices[key]?.usd;
    if (old === found.usd) confirmed.push(key);
    else changed.push({ key, old, new: found.usd });
    prices[key] = { usd: found.usd, unit: product.unit, page: product.page, certainty: "list-api", date };
  }
  const sorted = Object.fromEntries(Object.entries(prices).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { list: { region: current.region, prices: sorted }, changed, confirmed, kept };
}

async function find(
  { query }: Product,
  ask: (service: string, filters: Readonly<Record<string, string>>) => Promise<readonly ListedProduct[]>,
): Promise<{ readonly usd: number } | { readonly reason: string }> {
  if (!query) return { reason: "its name in the Price List API is not known" };
  const usagetype = new RegExp(`^([A-Z0-9]+-)?${query.usagetype.replaceAll(".", "\\.")}$`);
  const products = (await ask(query.service, query.filters)).filter((product) => usagetype.test(product.usagetype));
  const prices = [...new Set(products.flatMap(({ usd }) => usd ?? []))];
  if (prices.length === 0) return { reason: `the Price List API has no ${query.usagetype} of ${query.service}` };
  if (prices.length > 1) {
    return {
      reason: `the Price List API has several prices for ${query.usagetype}: ${prices.sort((a, b) => a - b).join(", ")}`,
    };
  }
  return { usd: Number((prices[0]! * query.per).toPrecision(12)) };
}
