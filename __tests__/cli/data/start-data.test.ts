// The models that a start trains, and their files.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratch } from "../../support/scratch";

const before = process.env.PLATFORM_WORK;
const folder = scratch();
const sample = join(folder, "sample.csv");
const inspected: unknown[] = [];

jest.mock("../../../cli/data/inspect", () => ({
  inspect: async (options: unknown) => void inspected.push(options),
  describe: () => ["600 rows"],
  chooseTask: () => "regression",
}));
jest.mock("../../../cli/data/sample", () => ({
  sampleModel: "machine-failure",
  generateSample: async () => sample,
}));

async function start(options?: object, remove?: string) {
  const { chooseData } = await import("../../../cli/data/start-data.js");
  const notes: string[] = [];
  const models = await chooseData({ options: options as never, remove, python: "python" }, (text) => notes.push(text));
  return { models, notes };
}
const houses = (file = "/data/houses.csv") => ({ file, target: "price", drop: ["id"] });

beforeAll(() => {
  process.env.PLATFORM_WORK = folder;
});
beforeEach(async () => {
  const { forgetOwnData } = await import("../../../cli/data/own-models.js");
  forgetOwnData();
  inspected.length = 0;
});
afterAll(() => {
  if (before === undefined) delete process.env.PLATFORM_WORK;
  else process.env.PLATFORM_WORK = before;
});

it("nothing said: the model that ships, on the generated data", async () => {
  expect(await start()).toEqual({ models: [{ model: "machine-failure", file: sample }], notes: [] });
});

it("data of one's own: a model beside the first, named after the file, and remembered", async () => {
  const both = [
    { model: "machine-failure", file: sample },
    { model: "houses", file: "/data/houses.csv" },
  ];
  expect(await start(houses())).toEqual({ models: both, notes: ["600 rows"] });
  expect((await start()).models).toEqual(both);
});

it("a second one does not replace it, whatever it is called", async () => {
  await start(houses());
  const { models } = await start({ ...houses("/data/prices.csv"), model: "prices-2" });
  expect(models.map(({ model }) => model)).toEqual(["machine-failure", "houses", "prices-2"]);
});

it("one that is removed is forgotten with its file", async () => {
  await start(houses());
  expect((await start(undefined, "houses")).models.map(({ model }) => model)).toEqual(["machine-failure"]);
  const { rememberedFiles } = await import("../../../cli/data/data-files.js");
  expect(rememberedFiles()).toEqual({});
});

it("the model that ships takes other data, but does not learn something else", async () => {
  const other = { file: "/data/machines.csv", target: "Machine failure", drop: [], model: "machine-failure" };
  expect((await start(other)).models).toEqual([{ model: "machine-failure", file: "/data/machines.csv" }]);
  expect(inspected).toEqual([]);
  await expect(start({ ...other, target: "price" })).rejects.toThrow(
    'The model machine-failure learns "Machine failure", as models/machine-failure/model.ts says',
  );
});

it("a model without data on this machine is named, with what gives it some", async () => {
  const overlay = join(folder, ".local", "environment.json");
  mkdirSync(join(folder, ".local"), { recursive: true });
  const definition = { target: "left", task: "classification", drop: [] };
  writeFileSync(overlay, JSON.stringify({ models: { churn: { definition } } }));
  const { models, notes } = await start();
  expect(models).toContainEqual({ model: "churn", file: undefined });
  expect(notes).toEqual(["churn has no data on this machine yet: npm run train -- local churn FILE.csv"]);
  expect(existsSync(overlay) && readFileSync(overlay, "utf8")).toContain("churn");
});
