import { model } from "../../../models/machine-failure/model";
import type { ModelInput } from "../../../src/environments";
import { dev } from "../../../src/environments/dev";
import { prod } from "../../../src/environments/prod";
import { validateEnvironment } from "../../../src/environments/validate";
import { InvalidInputError, type Problem } from "../../../packages/errors";

const settings = prod.models["machine-failure"]!;
const file = "models/machine-failure/model.ts";

interface Given {
  /** Model -> prod's settings for it. */
  readonly models?: Record<string, unknown>;
  /** Model -> its definition. */
  readonly definitions?: Record<string, unknown>;
}

function validate({ models = prod.models, definitions = { "machine-failure": model } }: Given) {
  return validateEnvironment({ ...prod, models }, { subject: "It", definition: (name) => definitions[name] });
}

function problems(given: Given): readonly Problem[] {
  try {
    validate(given);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

const definition = (changes: Record<string, unknown>) =>
  problems({ definitions: { "machine-failure": { ...model, ...changes } } });
const setting = (changes: Record<string, unknown>) =>
  problems({ models: { "machine-failure": { ...settings, ...changes } } });
const training = (changes: Record<string, unknown>) => setting({ training: { ...settings.training, ...changes } });
const learning = (changes: Partial<ModelInput>) =>
  validate({ definitions: { "machine-failure": { ...model, ...changes } } }).models["machine-failure"]!;

describe("a model of an environment", () => {
  it("is what it learns and how it is run there, with the defaults", () => {
    expect(learning({})).toEqual({
      ...model,
      name: "machine-failure",
      metric: "roc_auc",
      threshold: 0.8,
      championTolerance: 0.02,
      seed: 42,
      uploads: "machine-failure",
      sharedUploads: false,
      schedule: undefined,
      approval: "manual",
      training: {
        instanceType: "ml.m5.large",
        processingInstanceType: "ml.m5.large",
        spot: false,
        maxRuntimeSeconds: 3600,
        maxWaitSeconds: undefined,
        pollSeconds: 30,
      },
      endpoint: { kind: "realtime", instanceType: "ml.t2.medium", instanceCount: 2 },
    });
  });

  it("has to reach R² >= 0.7 where it is a regression", () => {
    expect(learning({ task: "regression" })).toMatchObject({ metric: "r2", threshold: 0.7 });
  });

  it("may wait as long again as it may run, on spot", () => {
    const { models } = validateEnvironment(dev, { subject: "It" });
    expect(models["machine-failure"]!.training.maxWaitSeconds).toBe(7200);
  });

  it("runs by its schedule unless the environment says otherwise", () => {
    const scheduled = { ...model, schedule: { expression: "rate(7 days)", data: "weekly.csv" } };
    const scheduleOf = (scheduledHere?: boolean) =>
      validate({
        definitions: { "machine-failure": scheduled },
        models: { "machine-failure": { ...settings, scheduled: scheduledHere } },
      }).models["machine-failure"]!.schedule;
    expect(scheduleOf()).toEqual({ expression: "rate(7 days)", data: "weekly.csv" });
    expect(scheduleOf(false)).toBeUndefined();
  });
});

describe("problems", () => {
  it("of two models are reported at once: each names the model, and the file or the field", () => {
    const models = {
      churn: { ...settings, endpoint: { kind: "batch" } },
      "machine-failure": { ...settings, approval: "maybe" },
    };
    const definitions = {
      churn: { task: "clustering", target: "left" },
      "machine-failure": { ...model, threshold: 7 },
    };
    expect(() => validate({ models, definitions })).toThrow(
      new Error(
        [
          "It is not valid: 4 problems",
          '  - models.churn.endpoint.kind: got "batch"; allowed: "realtime" or "serverless"',
          '  - models.machine-failure.approval: got "maybe"; allowed: "automatic", "manual"',
          '  - models/churn/model.ts: task: got "clustering"; allowed: "classification", "regression"',
          "  - models/machine-failure/model.ts: threshold: got 7; allowed: for roc_auc: from 0.5 to 1 (default 0.8)",
        ].join("\n"),
      ),
    );
  });

  it("are a model that nobody defined: the error lists what there is", () => {
    expect(problems({ models: { ...prod.models, chrun: settings } })).toEqual([
      { path: "models.chrun", got: "chrun", allowed: "a folder of models/ that holds a model.ts: machine-failure" },
    ]);
  });

  it("are a name that cannot be one", () => {
    expect(problems({ models: { ...prod.models, Churn_2: settings } })).toEqual([
      {
        path: "models.Churn_2",
        got: "Churn_2",
        allowed: 'letters, digits and single hyphens, such as "machine-failure"',
      },
    ]);
  });

  it("are a name that is too long for what is named after it, with the numbers", () => {
    const name = "a-name-that-is-far-too-long";
    expect(problems({ models: { [name]: settings }, definitions: { [name]: model } })).toMatchObject([
      { path: `models.${name}`, allowed: expect.stringMatching(/^a name of at most 24 characters .*, not 27: .* 44$/) },
    ]);
  });
});

describe("what a model learns", () => {
  it.each([
    ["seed", 1.5, "a whole number from 0 to 2147483647"],
    ["seed", -1, "a whole number from 0 to 2147483647"],
    ["championTolerance", 2, "a number from 0 to 1"],
    ["target", "", "the name of the column to predict"],
    ["task", "clustering", '"classification", "regression"'],
    ["colour", "red", "no such key; remove it or correct its spelling"],
    ["uploads", "a/b", 'letters, digits and single hyphens, such as "machine-failure"'],
  ])("refuses %s %j", (key, got, allowed) => {
    expect(definition({ [key]: got })).toEqual([{ path: `${file}: ${key}`, got, allowed }]);
  });

  it("refuses a metric of another task", () => {
    expect(definition({ metric: "r2" })).toEqual([
      { path: `${file}: metric`, got: "r2", allowed: "for classification: roc_auc, average_precision, f1, accuracy" },
    ]);
  });

  it.each([
    [{ threshold: 0.4 }, "for roc_auc: from 0.5 to 1 (default 0.8)"],
    [{ threshold: 1.1, metric: "f1" }, "for f1: from 0 to 1 (default 0.5)"],
    [{ threshold: -0.1, task: "regression" }, "for r2: from 0 to 1 (default 0.7)"],
  ])("refuses a threshold out of its metric's range: %j", (changes, allowed) => {
    expect(definition(changes)).toEqual([{ path: `${file}: threshold`, got: changes.threshold, allowed }]);
  });

  it("refuses to drop the target", () => {
    expect(definition({ drop: ["a", "Machine failure"] })).toMatchObject([
      { path: `${file}: drop`, allowed: 'columns other than the target "Machine failure"' },
    ]);
  });

  it("refuses a schedule that EventBridge would refuse, and a file of another place", () => {
    expect(definition({ schedule: { expression: "rate(1 days)", data: "s3://bucket/data.parquet" } })).toEqual([
      {
        path: `${file}: schedule.data`,
        got: "s3://bucket/data.parquet",
        allowed: 'the name of a CSV file in the folder of the model\'s uploads, such as "weekly.csv"',
      },
      {
        path: `${file}: schedule.expression`,
        got: "rate(1 days)",
        allowed: '"rate(1 day)": EventBridge wants the singular',
      },
    ]);
  });
});

describe("a folder of uploads", () => {
  const two = (uploads: Record<string, string | undefined>) => ({
    models: { churn: settings, value: settings },
    definitions: Object.fromEntries(
      Object.entries(uploads).map(([name, folder]) => [name, { ...model, uploads: folder }]),
    ),
  });

  it("may be shared by models that all name it", () => {
    const { models } = validate(two({ churn: "customers", value: "customers" }));
    expect(Object.values(models).map(({ uploads, sharedUploads }) => [uploads, sharedUploads])).toEqual([
      ["customers", true],
      ["customers", true],
    ]);
  });

  it("is not another model's own: that one would move away what it cannot use", () => {
    expect(problems(two({ churn: undefined, value: "churn" }))).toEqual([
      {
        path: "models/value/model.ts: uploads",
        got: "churn",
        allowed: 'a folder that is not another model\'s own: models that share one all name it, such as "churn-data"',
      },
    ]);
  });
});

describe("how a model is trained and served", () => {
  it("refuses instances on a serverless endpoint", () => {
    const endpoint = { kind: "serverless", memoryMb: 2048, maxConcurrency: 5, instanceType: "ml.m5.large" };
    expect(setting({ endpoint })).toEqual([
      {
        path: "models.machine-failure.endpoint.instanceType",
        got: "ml.m5.large",
        allowed: 'none with kind "serverless"; remove it, or set kind "realtime"',
      },
    ]);
  });

  it("refuses waiting without spot, and waiting shorter than running", () => {
    const path = "models.machine-failure.training.maxWaitSeconds";
    expect(training({ maxWaitSeconds: 7200 })).toMatchObject([
      { path, allowed: "none: only a spot job waits (spot: true)" },
    ]);
    expect(training({ spot: true, maxWaitSeconds: 3000 })).toMatchObject([
      { path, allowed: "at least maxRuntimeSeconds (3600): it counts waiting and running together" },
    ]);
    expect(training({ spot: true, maxWaitSeconds: 3600 })).toEqual([]);
  });

  it("refuses to train on ml.t2, and on what is not an instance type", () => {
    const path = "models.machine-failure.training.instanceType";
    expect(training({ instanceType: "ml.t2.medium" })).toMatchObject([{ path }]);
    expect(training({ instanceType: "m5.large" })).toMatchObject([
      { path, allowed: 'a SageMaker instance type, such as "ml.m5.large"' },
    ]);
  });
});
