// Estimates the monthly cost of resources: what is fixed, what depends on usage, and what is not known.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Meter } from "./meter";
import { pricers } from "./pricers";
import { findPrices, type NoPrices, type Price, type PriceList } from "./prices";
import type { PricedResource } from "./resource";
import { amountsFor, type Usage } from "./usage";

export interface CostLine {
  readonly address: string;
  readonly type: string;
  /** In words, such as "Interface endpoint". */
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitPrice: number;
  readonly certainty: Price["certainty"];
  /** US dollars per month: quantity times unit price. */
  readonly monthly: number;
}

export interface UsageLine {
  readonly address: string;
  readonly type: string;
  readonly what: string;
  readonly unit: string;
  readonly unitPrice: number;
  readonly certainty: Price["certainty"];
  /** The missing names in the usage file. */
  readonly needs: readonly string[];
}

export interface UnknownCost {
  readonly address: string;
  readonly type: string;
  readonly reason: string;
  /** The key that the price list does not have. */
  readonly missingPrice?: string;
}

export interface Estimate {
  readonly status: "estimated";
  /** US dollars: the sum of `lines`, without what depends on usage or is unknown. */
  readonly monthly: number;
  readonly lines: readonly CostLine[];
  readonly byUsage: readonly UsageLine[];
  readonly unknown: readonly UnknownCost[];
  /** The oldest date of the prices in `lines` and `byUsage`, or of the whole list if there are none. */
  readonly pricesAsOf: string;
}

/** Why there is no estimate. Estimates are for information only, so a missing one must not stop a command. */
export interface NotEstimated {
  readonly status: "not estimated";
  readonly reason: NoPrices;
}

export interface EstimateOptions {
  readonly region: string;
  readonly usage?: Usage | undefined;
  /** @default the committed list of the region */
  readonly prices?: PriceList | NoPrices | undefined;
}

const freeTypes = new Set(Object.values(readFreeTypes()).flat());

export function estimate(
  resources: readonly PricedResource[],
  { region, usage, prices = findPrices(region) }: EstimateOptions,
): Estimate | NotEstimated {
  return "kind" in prices ? { status: "not estimated", reason: prices } : estimateWith(prices, resources, usage);
}

export function estimateWith(
  list: PriceList,
  resources: readonly PricedResource[],
  usage: Usage | undefined,
): Estimate {
  const results = resources.flatMap((resource) => priced(resource, list, usage));
  const lines = results.flatMap(({ line }) => line ?? []);
  const byUsage = results.flatMap(({ byUsage }) => byUsage ?? []);
  const used = results.flatMap(({ date }) => date ?? []);
  const dates = used.length > 0 ? used : Object.values(list.prices).map(({ date }) => date);
  return {
    status: "estimated",
    monthly: rounded(lines.reduce((sum, { monthly }) => sum + monthly, 0)),
    lines,
    byUsage,
    unknown: results.flatMap(({ unknown }) => unknown ?? []),
    pricesAsOf: dates.toSorted()[0] ?? "",
  };
}

interface Result {
  readonly line?: CostLine;
  readonly byUsage?: UsageLine;
  readonly unknown?: UnknownCost;
  readonly date?: string;
}

function priced(resource: PricedResource, list: PriceList, usage: Usage | undefined): Result[] {
  const { address, type } = resource;
  if (Object.hasOwn(pricers, type)) {
    const amounts = amountsFor(resource, usage);
    return pricers[type]!.meters(resource).map((meter) => read(meter, resource, list, amounts));
  }
  if (freeTypes.has(type)) return [];
  return [{ unknown: { address, type, reason: `${type} has no pricer` } }];
}

function read(
  { what, price: key, quantity }: Meter,
  { address, type }: PricedResource,
  { region, prices }: PriceList,
  amounts: Readonly<Record<string, number>>,
): Result {
  const about = { address, type };
  if (quantity.kind === "not known") return { unknown: { ...about, reason: `${what}: ${quantity.reason}` } };
  const price = prices[key];
  if (!price) return { unknown: { ...about, reason: `${what}: no price "${key}" in ${region}`, missingPrice: key } };
  const { usd: unitPrice, unit, certainty, date } = price;
  const said = { ...(quantity.kind === "usage" ? quantity.defaults : {}), ...amounts };
  const needs = quantity.kind === "usage" ? quantity.keys.filter((name) => !Object.hasOwn(said, name)) : [];
  if (needs.length > 0) return { byUsage: { ...about, what, unit, unitPrice, certainty, needs }, date };
  const units = quantity.kind === "fixed" ? quantity.units : quantity.units((name) => said[name]!);
  const monthly = rounded(units * unitPrice);
  return { line: { ...about, what, quantity: units, unit, unitPrice, certainty, monthly }, date };
}

/** Rounds off the noise of binary fractions, far below a cent. */
function rounded(usd: number): number {
  return Number(usd.toFixed(8));
}

function readFreeTypes(): Record<string, string[]> {
  return JSON.parse(readFileSync(join(__dirname, "free-types.json"), "utf8")) as Record<string, string[]>;
}
