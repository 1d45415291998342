// What one start remembers for the next.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { scratch } from "../../support/scratch";

const before = process.env.PLATFORM_WORK;
process.env.PLATFORM_WORK = scratch();
afterAll(() => {
  if (before === undefined) delete process.env.PLATFORM_WORK;
  else process.env.PLATFORM_WORK = before;
});

const load = async () => ({
  ...(await import("../../../cli/data/data-files.js")),
  ...(await import("../../../cli/data/own-models.js")),
  ...(await import("../../../cli/paths.js")),
});
const definition = { target: "price", drop: ["id"], task: "regression" } as const;

it("the file of each model; forgetting some leaves the others", async () => {
  const { rememberedFiles, rememberFile, forgetFiles } = await load();
  expect(rememberedFiles()).toEqual({});
  rememberFile("churn", "/a.csv");
  rememberFile("houses", "/b.csv");
  rememberFile("churn", "/c.csv");
  expect(rememberedFiles()).toEqual({ churn: "/c.csv", houses: "/b.csv" });
  forgetFiles(["churn", "never-heard-of"]);
  expect(rememberedFiles()).toEqual({ houses: "/b.csv" });
  forgetFiles(["houses"]);
  expect(rememberedFiles()).toEqual({});
});

it("a second model of one's own does not replace the first, and a person's own words in the overlay stay", async () => {
  const { overlay, ownModels, rememberOwnModel, forgetOwnModel } = await load();
  mkdirSync(dirname(overlay), { recursive: true });
  writeFileSync(overlay, '{"logRetentionDays": 1, "models": {"houses": {"endpoint": {"instanceCount": 2}}}}');
  rememberOwnModel("houses", definition);
  rememberOwnModel("churn", { ...definition, target: "left" });
  expect(JSON.parse(readFileSync(overlay, "utf8"))).toEqual({
    logRetentionDays: 1,
    models: {
      houses: { endpoint: { instanceCount: 2 }, definition },
      churn: { definition: { ...definition, target: "left" } },
    },
  });
  forgetOwnModel("houses");
  expect(ownModels()).toEqual({ churn: { ...definition, target: "left" } });
  forgetOwnModel("churn");
  expect(JSON.parse(readFileSync(overlay, "utf8"))).toEqual({ logRetentionDays: 1 });
});

it("an overlay that says nothing any more is gone", async () => {
  const { overlay, rememberOwnModel, forgetOwnModel } = await load();
  rmSync(overlay, { force: true });
  rememberOwnModel("houses", definition);
  expect(existsSync(overlay)).toBe(true);
  forgetOwnModel("houses");
  expect(existsSync(overlay)).toBe(false);
});
