// `npm run prices`: updates the price list of a region from the AWS Price List API. Needs AWS credentials.
import { renameSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { UserError } from "../../packages/errors";
import { priceListApi } from "../../tools/prices/price-list-api";
import { loadPrices, priceFile, type PriceList, pricesFolder, regionsWithPrices } from "../../packages/cost/prices";
import { allProducts, productOf } from "../../tools/prices/products";
import { type Refresh, refresh } from "../../tools/prices/refresh";
import { unitPrice } from "../../packages/cost/format";
import { root } from "../paths";

export interface PricesOptions {
  readonly region: string;
  /** Keys of additional prices, such as sagemaker.hosting.ml.m6i.large. */
  readonly add: readonly string[];
}

/** Writes nothing unless every request was answered. `folder` is for tests. */
export async function run({ region, add }: PricesOptions, folder = pricesFolder): Promise<number> {
  for (const key of add) productOf(key);
  const known = regionsWithPrices(folder).includes(region);
  const current: PriceList = known ? loadPrices(region, folder) : { region, prices: {} };
  // A new region gets the prices that another has: the catalogue, and the SageMaker instances in use.
  const wanted = known ? Object.keys(current.prices) : Object.keys(loadPrices("us-east-1", folder).prices);
  const today = new Date().toISOString().slice(0, "2026-01-31".length);
  const result = await refresh(current, [...wanted, ...allProducts(), ...add], priceListApi(), today);
  if (Object.keys(result.list.prices).length === 0) {
    throw new UserError(`The AWS Price List API has no price for "${region}". Is it a region, such as eu-central-1?`);
  }
  const file = priceFile(region, folder);
  writeFileSync(`${file}.new`, `${JSON.stringify(result.list, null, 2)}\n`);
  renameSync(`${file}.new`, file);
  console.log(describe(result, relative(root, file)));
  return 0;
}

function describe({ changed, confirmed, kept }: Refresh, file: string): string {
  const change = (one: Refresh["changed"][number]) =>
    `  ${one.key}: ${one.old === undefined ? "new" : unitPrice(one.old)} -> ${unitPrice(one.new)}`;
  return [
    `${file}: ${changed.length} changed or new, ${confirmed.length} confirmed, ${kept.length} not found`,
    ...changed.map(change),
    ...(kept.length > 0 ? ["Not found, left as before:", ...kept.map(({ key, reason }) => `  ${key}: ${reason}`)] : []),
  ].join("\n");
}
