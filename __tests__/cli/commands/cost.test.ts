import { join } from "node:path";
import { run } from "../../../cli/commands/cost";
import type { EnvironmentEstimate } from "../../../packages/cost/report";
import { root } from "../../../cli/paths";

let printed = "";
beforeEach(() => void jest.spyOn(console, "log").mockImplementation((text: string) => void (printed = text)));
afterEach(() => jest.restoreAllMocks());

test("prints the estimate of an environment", async () => {
  expect(await run({ environment: "dev", json: false })).toBe(0);
  expect(printed).toMatch(/^Monthly cost of "dev" in us-east-1, in US dollars\n/);
}, 30_000);

test("prints it as JSON, with a usage file", async () => {
  expect(await run({ environment: "prod", usage: join(root, "usage", "example.yml"), json: true })).toBe(0);
  const { environment, region, monthly, stacks } = JSON.parse(printed) as EnvironmentEstimate;
  expect({ environment, region }).toEqual({ environment: "prod", region: "us-east-1" });
  expect(stacks.map(({ stack }) => stack)).toEqual(
    expect.arrayContaining(["network", "storage", "training", "model-machine-failure"]),
  );
  expect(monthly).toBeCloseTo(
    stacks.reduce((sum, { estimate }) => sum + estimate.monthly, 0),
    6,
  );
}, 30_000);

test("refuses a usage file that is not there", async () => {
  await expect(run({ environment: "dev", usage: "/nowhere.yml", json: false })).rejects.toThrow(
    /^The usage file \/nowhere\.yml cannot be read/,
  );
}, 30_000);
