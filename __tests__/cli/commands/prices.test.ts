import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../cli/commands/prices";
import { loadPrices, type PriceList } from "../../../packages/cost/prices";
import { allProducts, productOf } from "../../../tools/prices/products";
import { type PriceListServer, startPriceListServer } from "../../tools/prices/price-list-server";

describe("the committed price list", () => {
  const { prices } = loadPrices("us-east-1");

  test("has every product of the catalogue", () => {
    expect(allProducts().filter((key) => !(key in prices))).toEqual([]);
  });

  test("has the unit and the page that the catalogue says", () => {
    for (const [key, { unit, page }] of Object.entries(prices))
      expect({ key, ...productOf(key) }).toMatchObject({ key, unit, page });
  });
});

describe("npm run prices", () => {
  const old = (usd: number, unit: string, page: string) =>
    ({ usd, unit, page, certainty: "published", date: "2026-01-01", source: "somewhere" }) as const;
  const list: PriceList = {
    region: "us-east-1",
    prices: {
      "ecr.gb": old(0.1, "GB", "https://aws.amazon.com/ecr/pricing/"),
      "kms.key": old(1, "key", "https://aws.amazon.com/kms/pricing/"),
      "sagemaker.hosting.ml.t2.medium": old(0.065, "hour", "https://aws.amazon.com/sagemaker/ai/pricing/"),
      "sagemaker.mlflow.Small": old(0.642, "hour", "https://aws.amazon.com/sagemaker/ai/pricing/"),
      "vpc.endpoint.hour": old(0.01, "hour", "https://aws.amazon.com/privatelink/pricing/"),
    },
  };
  const asked = { region: "us-east-1", add: [] };
  const today = new Date().toISOString().slice(0, 10);
  const before = { ...process.env };
  let server: PriceListServer;
  let folder: string;
  let printed: string;
  const file = () => join(folder, "us-east-1.json");
  const written = () => loadPrices("us-east-1", folder).prices;

  beforeEach(async () => {
    server = await startPriceListServer();
    folder = mkdtempSync(join(tmpdir(), "prices-"));
    writeFileSync(file(), JSON.stringify(list));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_PRICING: server.url,
      AWS_ACCESS_KEY_ID: "testing",
      AWS_SECRET_ACCESS_KEY: "testing",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    jest.spyOn(console, "log").mockImplementation((text: string) => void (printed = text));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    process.env = { ...before };
    rmSync(folder, { recursive: true });
    await server.close();
  });

  test("writes what the API says, with today's date", async () => {
    expect(await run(asked, folder)).toBe(0);
    expect(written()["sagemaker.hosting.ml.t2.medium"]).toEqual({
      usd: 0.056,
      unit: "hour",
      page: "https://aws.amazon.com/sagemaker/ai/pricing/",
      certainty: "list-api",
      date: today,
    });
  });

  test("takes the first tier that costs anything, in our units", async () => {
    await run(asked, folder);
    expect(written()["vpc.endpoint.gb"]?.usd).toBe(0.01);
    expect(written()["kms.request"]).toMatchObject({ usd: 0.03, unit: "10k requests" });
  });

  test("leaves a price that is not found, or not the only one, as it was", async () => {
    await run(asked, folder);
    expect(written()["sagemaker.mlflow.Small"]).toEqual(list.prices["sagemaker.mlflow.Small"]);
    expect(written()["ecr.gb"]).toEqual(list.prices["ecr.gb"]);
  });

  test("prints what changed, what was confirmed, and what was not found and why", async () => {
    await run(asked, folder);
    expect(printed).toMatch(/us-east-1\.json: 4 changed or new, 1 confirmed, \d+ not found\n/);
    expect(printed.split("\n").slice(1, 6)).toEqual([
      "  kms.request: new -> 0.03",
      "  sagemaker.hosting.ml.t2.medium: 0.065 -> 0.056",
      "  vpc.endpoint.gb: new -> 0.01",
      "  vpc.endpoint.hour: 0.01 -> 0.012",
      "Not found, left as before:",
    ]);
    expect(printed).toContain("\n  ecr.gb: the Price List API has several prices for TimedStorage-ByteHrs: 0.1, 0.2\n");
    expect(printed).toContain("\n  sagemaker.mlflow.Small: its name in the Price List API is not known");
    expect(printed).toContain("\n  efs.gb: the Price List API has no TimedStorage-ByteHrs of AmazonEFS");
  });

  test("asks for one region, page by page", async () => {
    await run(asked, folder);
    const sageMaker = server.requests.filter(({ ServiceCode }) => ServiceCode === "AmazonSageMaker");
    expect(sageMaker.map(({ NextToken }) => NextToken)).toEqual([undefined, "2"]);
    expect(sageMaker[0]).toMatchObject({
      FormatVersion: "aws_v1",
      Filters: [
        { Type: "TERM_MATCH", Field: "regionCode", Value: "us-east-1" },
        { Type: "TERM_MATCH", Field: "productFamily", Value: "ML Instance" },
      ],
    });
  });

  test("adds a price that is asked for", async () => {
    await run({ ...asked, add: ["sagemaker.hosting.ml.m6i.large"] }, folder);
    expect(written()["sagemaker.hosting.ml.m6i.large"]?.usd).toBe(0.115);
  });

  test("a second time changes nothing", async () => {
    await run(asked, folder);
    const once = readFileSync(file(), "utf8");
    await run(asked, folder);
    expect(readFileSync(file(), "utf8")).toBe(once);
    expect(printed).toMatch(/: 0 changed or new, 5 confirmed, /);
  });

  test("writes nothing where one answer is missing", async () => {
    server.refuse("AmazonSageMaker");
    await expect(run(asked, folder)).rejects.toThrow(
      "The AWS Price List API did not answer for AmazonSageMaker: not authorized to perform: pricing:GetProducts. " +
        "It needs AWS credentials that may do pricing:GetProducts. Nothing was written.",
    );
    expect(readFileSync(file(), "utf8")).toBe(JSON.stringify(list));
  });

  test("a region that the API does not know gets no file", async () => {
    await expect(run({ ...asked, region: "xx-nowhere-1" }, folder)).rejects.toThrow(
      'The AWS Price List API has no price for "xx-nowhere-1". Is it a region, such as eu-central-1?',
    );
  });

  test("refuses a price that the catalogue does not have before it asks anything", async () => {
    await expect(run({ ...asked, add: ["sagemaker.gpu"] }, folder)).rejects.toThrow(
      'The price list: 1 problem\n  - sagemaker.gpu: got "sagemaker.gpu"; allowed: apigateway.rest',
    );
    expect(server.requests).toEqual([]);
  });
});
