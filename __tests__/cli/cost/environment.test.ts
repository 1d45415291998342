// The real stacks, synthesized: all their resources are known, and the sums match those calculated by hand.
import { join } from "node:path";
import { estimateStacks, synthesizedStacks } from "../../../cli/cost/environment";
import { report } from "../../../packages/cost/report";
import { root } from "../../../cli/paths";
import { usd } from "../../../packages/cost/tests/committed-prices";

const region = "us-east-1";
type Stacks = Awaited<ReturnType<typeof synthesizedStacks>>;
let [dev, staging, prod]: Stacks[] = [];

beforeAll(async () => {
  [dev, staging, prod] = await Promise.all([
    synthesizedStacks("dev"),
    synthesizedStacks("staging"),
    synthesizedStacks("prod"),
  ]);
}, 60_000);

const key = () => usd("kms.key");
const alarms = (count: number) => count * usd("cloudwatch.alarm");
const endpoints = (count: number, zones: number) => count * zones * 730 * usd("vpc.endpoint.hour");
const instances = (count: number) => count * 730 * usd("sagemaker.hosting.ml.t2.medium");
const alarmsIn = (stacks: Stacks) =>
  stacks.flatMap(([, resources]) => resources).filter(({ type }) => type === "aws_cloudwatch_metric_alarm").length;

test("dev has a key and alarms; its functions are outside the VPC, its endpoint is serverless", () => {
  const { monthly, stacks } = estimateStacks("dev", region, dev!);
  expect(monthly).toBeCloseTo(key() + alarms(alarmsIn(dev!)), 6);
  expect(stacks.flatMap(({ estimate }) => estimate.byUsage.map(({ what }) => what))).toContain(
    "Pipeline's endpoint (serverless, 2048 MB)",
  );
});

test("staging has four interface endpoints in two zones and one instance", () => {
  const { monthly } = estimateStacks("staging", region, staging!);
  expect(monthly).toBeCloseTo(key() + alarms(alarmsIn(staging!)) + endpoints(4, 2) + instances(1), 6);
});

test("prod has four interface endpoints in three zones and two instances", () => {
  const { monthly } = estimateStacks("prod", region, prod!);
  expect(monthly).toBeCloseTo(key() + alarms(alarmsIn(prod!)) + endpoints(4, 3) + instances(2), 6);
});

test("nothing in any environment is unknown", () => {
  for (const stacks of [dev!, staging!, prod!]) {
    const { stacks: estimates } = estimateStacks("any", region, stacks);
    expect(estimates.flatMap(({ estimate }) => estimate.unknown)).toEqual([]);
  }
});

test("with the example of a usage file prod has a price for everything", () => {
  const estimate = estimateStacks("prod", region, prod!, join(root, "usage", "example.yml"));
  const [network, ...others] = ["network", "model-machine-failure", "training", "storage"].map(
    (name) => estimate.stacks.find(({ stack }) => stack === name)!.estimate,
  );
  expect([network!, ...others].flatMap(({ byUsage, unknown }) => [...byUsage, ...unknown])).toEqual([]);
  const logs = 3 * usd("logs.ingested") + 2 * usd("logs.stored") + usd("logs.scanned");
  expect(network!.monthly).toBeCloseTo(endpoints(4, 3) + 4 * 5 * usd("vpc.endpoint.gb") + logs, 6);
  const train = others[0]!.lines.find(({ what }) => what.startsWith("Training job"));
  expect(train).toMatchObject({ quantity: 5, unitPrice: usd("sagemaker.training.ml.m5.large") });
});

test("the report shows each stack, the total, and how sure the prices are", () => {
  const text = report(estimateStacks("prod", region, prod!));
  expect(text).toMatch(/^Monthly cost of "prod" in us-east-1, in US dollars\n/);
  expect(text).toMatch(/\n {4}4 × Interface endpoint +8,760 {2}hour/);
  expect(text).toMatch(/\n {2}Total +\d+\.\d\d\n/);
  expect(text).toContain("Depends on usage, and is not in the total");
  expect(text).toMatch(
    /model-machine-failure +Training job Train \(ml\.m5\.large\) +[\d.]+ per hour +jobs\.Train\.monthly_instance_hrs/,
  );
  expect(text).toMatch(/\nPrices as of \d{4}-\d\d-\d\d or newer, before free tiers, discounts and taxes\.\n/);
});

test("in a region without prices there is nothing to report: which regions have some, and how to get more", () => {
  expect(() => estimateStacks("prod", "eu-central-1", prod!)).toThrow(
    'There are no prices for "eu-central-1". Regions with prices: us-east-1. ' +
      "With AWS credentials, `npm run prices -- --region eu-central-1` reads them from the AWS Price List API.",
  );
});
