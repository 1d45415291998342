// The dated price list of a region: packages/cost/prices/<region>.json.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { InvalidInputError } from "../errors";

export const pricesFolder = join(__dirname, "prices");

/** How reliable a price is. */
export const certainties = {
  "list-api": "read from the AWS Price List API",
  published: "read on a public page (the entry's source) that took it from AWS",
  estimate: "sources are indirect or disagree: the entry says what it is based on",
} as const;

const entry = z.strictObject({
  /** For one `unit`, in US dollars, before any discount or free tier; that of the first tier if there are several. */
  usd: z.number("a number of US dollars").nonnegative("a number of US dollars"),
  unit: z.string("the unit that the price is for").min(1),
  /** AWS's page about this price. */
  page: z.url("AWS's page about the price"),
  certainty: z.enum(["list-api", "published", "estimate"], "list-api, published, estimate"),
  /** When AWS charged this price, if the source says so; otherwise when it was read there. */
  date: z.iso.date("a date, such as 2026-01-31"),
  /** Where it was read, if not on that page. */
  source: z.string().optional(),
  /** The prices that an estimate is based on. */
  basis: z.string().optional(),
});
const priceList = z.strictObject({ region: z.string(), prices: z.record(z.string(), entry) });

export type Price = z.output<typeof entry>;
export type PriceList = z.output<typeof priceList>;

export function regionsWithPrices(folder = pricesFolder): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

export function priceFile(region: string, folder = pricesFolder): string {
  return join(folder, `${region}.json`);
}

/** Why there is no price list for an estimate. */
export type NoPrices =
  | { readonly kind: "no prices"; readonly region: string; readonly regionsWithPrices: readonly string[] }
  | { readonly kind: "invalid prices"; readonly region: string; readonly error: InvalidInputError };

/** For callers that can continue without an estimate. */
export function findPrices(region: string, folder = pricesFolder): PriceList | NoPrices {
  if (!existsSync(priceFile(region, folder))) {
    return { kind: "no prices", region, regionsWithPrices: regionsWithPrices(folder) };
  }
  try {
    return loadPrices(region, folder);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { kind: "invalid prices", region, error };
  }
}

/** Throws an InvalidInputError with all the mistakes in a file. */
export function loadPrices(region: string, folder = pricesFolder): PriceList {
  const file = priceFile(region, folder);
  const { success, data, error } = priceList.safeParse(json(readFileSync(file, "utf8")), { reportInput: true });
  if (success) return data;
  throw new InvalidInputError(
    `The prices of "${region}" (packages/cost/prices/${region}.json)`,
    error.issues.map(({ path, input, message }) => ({ path: path.join("."), got: input, allowed: message })),
  );
}

/** The schema refuses text that is not JSON, and shows it. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 100);
  }
}
