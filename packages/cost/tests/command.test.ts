import { join } from "node:path";
import { run } from "../../../cli/commands/cost";
import type { EnvironmentEstimate } from "../report";
import { root } from "../../../cli/paths";

const usage = "Usage: npm run cost -- ENV [--usage FILE] [--json], where ENV is local, dev, staging, prod";
let printed = "";
beforeEach(() => void jest.spyOn(console, "log").mockImplementation((text: string) => void (printed = text)));
afterEach(() => jest.restoreAllMocks());

test("prints the estimate of an environment", async () => {
  expect(await run(["dev"])).toBe(0);
  expect(printed).toMatch(/^Monthly cost of "dev" in us-east-1, in US dollars\n/);
}, 30_000);

test("prints it as JSON, with a usage file", async () => {
  expect(await run(["prod", "--json", "--usage", join(root, "usage", "example.yml")])).toBe(0);
  const { environment, region, monthly, stacks } = JSON.parse(printed) as EnvironmentEstimate;
  expect({ environment, region }).toEqual({ environment: "prod", region: "us-east-1" });
  expect(stacks.map(({ stack }) => stack)).toEqual(["network", "pipeline", "storage"]);
  expect(monthly).toBeCloseTo(
    stacks.reduce((sum, { estimate }) => sum + estimate.monthly, 0),
    6,
  );
}, 30_000);

test.each([
  [[], `Which environment? ${usage}`],
  [["production"], `"production" is no environment. ${usage}`],
  [["dev", "prod"], `Too many names: dev prod. ${usage}`],
])("refuses %j", async (args, message) => {
  await expect(run(args)).rejects.toThrow(message);
});

test("refuses an option that nobody knows", async () => {
  await expect(run(["dev", "--all"])).rejects.toThrow(/^Unknown option '--all'.*Usage: npm run cost/);
});

test("refuses a usage file that is not there", async () => {
  await expect(run(["dev", "--usage", "/nowhere.yml"])).rejects.toThrow(
    /^The usage file \/nowhere\.yml cannot be read/,
  );
}, 30_000);
