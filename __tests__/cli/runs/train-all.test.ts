// Several models in parallel: what is uploaded, what is not repeated, and what is reported about each.
import { Writable } from "node:stream";
import { UserError } from "../../../packages/errors";
import type { DeployedModel } from "../../../cli/runs/deployed-model";
import { type ToTrain, trainAll } from "../../../cli/runs/train-all";
import { Steps } from "../../../cli/terminal/steps";

const uploads: string[] = [];
const earlier: Record<string, { status: string }> = {};
const rejected: Record<string, string> = {};
let atOnce = 0;
let mostAtOnce = 0;

jest.mock("../../../cli/data/upload", () => ({
  findUpload: async ({ model }: DeployedModel) => (earlier[model] ? { execution: `${model}-before` } : undefined),
  upload: async ({ model }: DeployedModel, file: string) => {
    uploads.push(`${model} ${file}`);
    return { bucket: "b", key: file, execution: `${model}-new` };
  },
}));
jest.mock("../../../cli/runs/await-run", () => ({
  awaitRun: async ({ model }: DeployedModel, { execution }: { execution: string }) => {
    if (rejected[model]) throw new UserError(rejected[model]);
    return execution;
  },
}));
jest.mock("../../../cli/runs/follow", () => ({
  executionArn: (machine: string, execution: string) => `${machine} ${execution}`,
  describeRun: async (_: unknown, arn: string) => earlier[arn.split(" ")[0]!],
  followRun: async (_: unknown, name: string, now: (text: string) => void, note: (text: string) => void) => {
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    now("Train");
    await new Promise((done) => setTimeout(done, 5));
    note("Train  1.0 s");
    atOnce--;
    return { name, status: "SUCCEEDED", states: [{ name: "Deployed" }] };
  },
}));

const wanted = (model: string, unchanged = false): ToTrain => ({
  model: { model, outputs: { state_machine_arn: model } } as unknown as DeployedModel,
  file: `/${model}.csv`,
  unchanged,
});

async function train(...models: readonly ToTrain[]) {
  let printed = "";
  const out = new Writable({ write: (text: Buffer, _, done) => ((printed += text.toString()), done()) });
  const trained = await trainAll(new Steps(out as NodeJS.WriteStream), models);
  return { trained, printed };
}

beforeEach(() => {
  uploads.length = mostAtOnce = 0;
  for (const record of [earlier, rejected]) for (const name of Object.keys(record)) delete record[name];
});

it("trains all at once, each on its own file, and says which model a line is about", async () => {
  const { trained, printed } = await train(wanted("churn"), wanted("houses"));
  expect(uploads).toEqual(["churn /churn.csv", "houses /houses.csv"]);
  expect(mostAtOnce).toBe(2);
  expect(trained.map(({ model, reused }) => [model.model, reused])).toEqual([
    ["churn", false],
    ["houses", false],
  ]);
  expect(printed).toMatch(/churn {3}Train {2}1\.0 s\n {6}houses {2}Train {2}1\.0 s/);
  expect(printed).toMatch(/✔ Training +churn Deployed, houses Deployed/);
});

it("does not repeat what a model that has not changed has learnt from the same data", async () => {
  earlier.churn = { status: "SUCCEEDED" };
  const { trained } = await train(wanted("churn", true), wanted("houses"));
  expect(uploads).toEqual(["houses /houses.csv"]);
  expect(trained.map(({ reused }) => reused)).toEqual([true, false]);
});

it("shows only the last run where nothing is new", async () => {
  earlier.churn = { status: "SUCCEEDED" };
  const { printed } = await train(wanted("churn", true));
  expect(uploads).toEqual([]);
  expect(printed).toMatch(/✔ Last run +churn Deployed/);
});

it.each([
  ["the model was deployed anew", false, "SUCCEEDED"],
  ["the run failed", true, "FAILED"],
])("repeats it where %s", async (_, unchanged, status) => {
  earlier.churn = { status };
  await train(wanted("churn", unchanged));
  expect(uploads).toEqual(["churn /churn.csv"]);
});

it("a file that one model cannot use does not keep the others from their end", async () => {
  rejected.churn = "The file is empty.";
  const { trained, printed } = await train(wanted("churn"), wanted("houses"));
  expect(trained.map(({ run }) => (run instanceof UserError ? run.message : run.status))).toEqual([
    "The file is empty.",
    "SUCCEEDED",
  ]);
  expect(printed).toMatch(/✘ Training +churn rejected, houses Deployed/);
});

it("uploads a file once for the models that read it from the same folder, and follows a run of each", async () => {
  const shared = (model: string): ToTrain => ({
    ...wanted(model),
    model: {
      model,
      outputs: { state_machine_arn: model, upload_uri: "s3://b/incoming/homes/" },
    } as unknown as DeployedModel,
    file: "/homes.csv",
  });
  const { trained } = await train(shared("rents"), shared("prices"), wanted("churn"));
  expect(uploads).toEqual(["rents /homes.csv", "churn /churn.csv"]);
  expect(trained.map(({ run }) => run)).toMatchObject(Array(3).fill({ status: "SUCCEEDED" }));
});
