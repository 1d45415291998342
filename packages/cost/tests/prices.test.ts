import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPrices, loadPrices } from "../prices";

describe("the committed price list", () => {
  const { prices } = loadPrices("us-east-1");

  test("says where a price was read that does not come from the API, and what an estimate is based on", () => {
    const others = Object.entries(prices).filter(([, { certainty }]) => certainty !== "list-api");
    expect(others.filter(([, { source }]) => !source).map(([key]) => key)).toEqual([]);
    const estimates = others.filter(([, { certainty }]) => certainty === "estimate");
    expect(estimates.filter(([, { basis }]) => !basis).map(([key]) => key)).toEqual([]);
  });
});

describe("a price list", () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "prices-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test("of a region that has none: which regions have one", () => {
    writeFileSync(join(folder, "us-east-1.json"), "{}");
    expect(findPrices("eu-west-1", folder)).toEqual({
      kind: "no prices",
      region: "eu-west-1",
      regionsWithPrices: ["us-east-1"],
    });
  });

  test("with mistakes is refused with all of them", () => {
    const price = { usd: "1", unit: "key", page: "no", certainty: "sure", date: "today" };
    writeFileSync(
      join(folder, "us-east-1.json"),
      JSON.stringify({ region: "us-east-1", prices: { "kms.key": price } }),
    );
    expect(() => loadPrices("us-east-1", folder)).toThrow(
      `The prices of "us-east-1" (packages/cost/prices/us-east-1.json): 4 problems
  - prices.kms.key.usd: got "1"; allowed: a number of US dollars
  - prices.kms.key.page: got "no"; allowed: AWS's page about the price
  - prices.kms.key.certainty: got "sure"; allowed: list-api, published, estimate
  - prices.kms.key.date: got "today"; allowed: a date, such as 2026-01-31`,
    );
    expect(findPrices("us-east-1", folder)).toMatchObject({ kind: "invalid prices", region: "us-east-1" });
    writeFileSync(join(folder, "us-east-1.json"), "<<<<<<< HEAD");
    expect(findPrices("us-east-1", folder)).toMatchObject({ kind: "invalid prices", region: "us-east-1" });
  });
});
