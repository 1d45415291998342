// `npm run new-model`: the folder is created completely or not at all.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../../packages/errors";
import { scratch } from "../../support/scratch";

const folder = scratch();
const before = process.env.PLATFORM_WORK;
process.env.PLATFORM_WORK = folder;
const models = join(folder, "models");
const data = join(folder, "houses.csv");
const options = { name: "house-prices", data, target: "price", drop: [], keep: [] };
let unreadable: string | undefined;

jest.mock("../../../cli/setup", () => ({ setUp: async () => ({ summary: "ready" }) }));
jest.mock("../../../cli/data/inspect", () => ({
  ...jest.requireActual<object>("../../../cli/data/inspect"),
  inspect: async () => {
    if (unreadable) throw new UserError(unreadable);
    return {
      rows: 600,
      columns: [],
      task: "regression",
      taskReason: "it holds numbers with fractions.",
      metric: "r2",
      metricReason: "r2 is for quantities.",
      classes: [],
      identifiers: [{ column: "id", reason: "every value is different." }],
      leaks: [],
      warnings: [],
    };
  },
}));

let printed = "";
beforeEach(() => {
  printed = "";
  unreadable = undefined;
  jest.spyOn(console, "log").mockImplementation((text: string) => void (printed += `${text}\n`));
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => {
  if (before === undefined) delete process.env.PLATFORM_WORK;
  else process.env.PLATFORM_WORK = before;
});

const run = async (given: object = options) =>
  (await import("../../../cli/commands/new-model.js")).run(given as never, models);

it("leaves nothing behind where the data cannot be used", async () => {
  unreadable = "houses.csv cannot be used";
  await expect(run()).rejects.toThrow("houses.csv cannot be used");
  expect(existsSync(join(models, "house-prices"))).toBe(false);
});

it("makes model.ts and README.md, remembers the file, and says what to type next", async () => {
  expect(await run()).toBe(0);
  expect(readdirSync(models)).toEqual(["house-prices"]);
  expect(readFileSync(join(models, "house-prices", "model.ts"), "utf8")).toContain('target: "price"');
  expect(readFileSync(join(models, "house-prices", "README.md"), "utf8")).toContain("# house-prices");
  const { rememberedFiles } = await import("../../../cli/data/data-files.js");
  expect(rememberedFiles()).toEqual({ "house-prices": data });
  expect(printed).toContain('Dropped  "id": It looks like an identifier: every value is different.');
  expect(printed).toContain("npm start   trains it on this machine");
  expect(printed).toContain('"house-prices": { approval: "manual", training: ');
});

it("never overwrites a model", async () => {
  mkdirSync(join(models, "churn"), { recursive: true });
  writeFileSync(join(models, "churn", "model.ts"), "mine");
  await expect(run({ ...options, name: "churn" })).rejects.toThrow("models/churn exists already. Nothing was changed.");
  expect(readFileSync(join(models, "churn", "model.ts"), "utf8")).toBe("mine");
});
