import type { EnvironmentInput } from "../../../src/environments";
import { dev } from "../../../src/environments/dev";
import { prod } from "../../../src/environments/prod";
import { validateEnvironment } from "../../../src/environments/validate";
import { InvalidInputError, type Problem } from "../../../packages/errors";

/** What is wrong with prod when it is changed so. */
function problems(changes: Record<string, unknown>, base: EnvironmentInput = prod): readonly Problem[] {
  try {
    validateEnvironment({ ...base, ...changes }, "It");
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

const pipeline = (changes: Record<string, unknown>) => problems({ pipeline: { ...prod.pipeline, ...changes } });

describe("validateEnvironment", () => {
  it("reports three mistakes at once, each with path, value and what is allowed", () => {
    const broken = {
      ...prod,
      region: "mars",
      logRetentionDays: 31,
      network: { ...prod.network, cidr: "10.0.0.0/28" },
    };
    expect(() => validateEnvironment(broken, 'The environment "prod" (src/environments/prod.ts)')).toThrow(
      new Error(
        [
          'The environment "prod" (src/environments/prod.ts) is not valid: 3 problems',
          '  - region: got "mars"; allowed: a region, such as "us-east-1"',
          "  - logRetentionDays: got 31; allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
          '  - network.cidr: got "10.0.0.0/28"; allowed: a range from /16 to /22: it is split into four subnets',
        ].join("\n"),
      ),
    );
  });

  it("puts the file before the path where the values come from another one", () => {
    expect(() => validateEnvironment({ ...prod, region: 1 }, "It", "overlay.json")).toThrow(
      / {2}- overlay\.json: region: got 1;/,
    );
  });

  it("fills in the defaults", () => {
    const { pipeline, endpoint } = validateEnvironment(prod, "It");
    expect(pipeline).toMatchObject({
      metric: "roc_auc",
      threshold: 0.8,
      championTolerance: 0.02,
      seed: 42,
      processingInstanceType: "ml.m5.large",
      trainingInstanceType: "ml.m5.large",
      maxWaitSeconds: undefined,
    });
    expect(endpoint).toMatchObject({ instanceType: "ml.t2.medium" });
  });

  it("asks R² >= 0.7 of a regression", () => {
    const input = { ...prod, pipeline: { ...prod.pipeline, task: "regression" as const } };
    expect(validateEnvironment(input, "It").pipeline).toMatchObject({ metric: "r2", threshold: 0.7 });
  });

  it("lets a spot job wait as long again as it may run", () => {
    expect(validateEnvironment(dev, "It").pipeline.maxWaitSeconds).toBe(7200);
  });
});

describe("shape", () => {
  it.each<[string, Record<string, unknown>, Problem]>([
    [
      "a missing value",
      { region: undefined },
      { path: "region", got: undefined, allowed: 'a region, such as "us-east-1"' },
    ],
    [
      "a key that does not exist",
      { regoin: "x" },
      { path: "regoin", got: "x", allowed: "no such key; remove it or correct its spelling" },
    ],
    [
      "an account id",
      { account: "12" },
      { path: "account", got: "12", allowed: 'one account id of 12 digits, such as "111122223333"' },
    ],
    [
      "a list of accounts",
      { account: ["111122223333"] },
      { path: "account", got: ["111122223333"], allowed: 'one account id of 12 digits, such as "111122223333"' },
    ],
    ["a truth value", { allowDataDestroy: "no" }, { path: "allowDataDestroy", got: "no", allowed: "true or false" }],
    ["an object", { network: "x" }, { path: "network", got: "x", allowed: "an object" }],
    ["a name", { name: "test" }, { path: "name", got: "test", allowed: '"local", "dev", "staging", "prod"' }],
    [
      "a tag of AWS",
      { tags: { "aws:x": "1" } },
      { path: "tags.aws:x", got: "aws:x", allowed: '1 to 128 characters that do not begin with "aws:"' },
    ],
    [
      "an endpoint's kind",
      { endpoint: { kind: "batch" } },
      { path: "endpoint.kind", got: "batch", allowed: '"realtime" or "serverless"' },
    ],
  ])("refuses %s", (_, changes, expected) => {
    expect(problems(changes)).toEqual([expected]);
  });

  it.each([
    ["seed", 1.5, "a whole number from 0 to 2147483647"],
    ["seed", -1, "a whole number from 0 to 2147483647"],
    ["championTolerance", 2, "a number from 0 to 1"],
    ["target", "", "the name of the column to predict"],
    ["trainingInstanceType", "m5.large", 'a SageMaker instance type, such as "ml.m5.large"'],
    ["task", "clustering", '"classification", "regression"'],
  ])("refuses pipeline.%s %j", (key, got, allowed) => {
    expect(pipeline({ [key]: got })).toEqual([{ path: `pipeline.${key}`, got, allowed }]);
  });

  it("refuses something that is no object at all", () => {
    expect(() => validateEnvironment(undefined, "It")).toThrow(
      "It is not valid: 1 problem\n  - (all of it): got nothing; allowed: an object",
    );
  });
});

describe("combinations", () => {
  it("refuses a cloud environment without an account, and the local one with one", () => {
    expect(problems({ account: undefined })).toEqual([
      { path: "account", got: undefined, allowed: 'the account that it is deployed to, such as "111122223333"' },
    ]);
    expect(problems({ name: "local" })).toEqual([
      { path: "account", got: prod.account, allowed: "none: the local AWS has an account of its own" },
    ]);
  });

  it.each(["cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1"])(
    "refuses %s, which is in another partition",
    (region) => {
      const allowed =
        'a region of the standard partition, such as "us-east-1": ARNs and images differ in China, GovCloud and the isolated regions';
      expect(problems({ region })).toEqual([{ path: "region", got: region, allowed }]);
    },
  );

  it.each(["eu-central-1", "ap-southeast-3", "us-west-2", "me-central-1"])("takes %s", (region) => {
    expect(problems({ region })).toEqual([]);
  });

  it("refuses instances on a serverless endpoint", () => {
    const endpoint = { kind: "serverless", memoryMb: 2048, maxConcurrency: 5, instanceType: "ml.m5.large" };
    expect(problems({ endpoint })).toEqual([
      {
        path: "endpoint.instanceType",
        got: "ml.m5.large",
        allowed: 'none with kind "serverless"; remove it, or set kind "realtime"',
      },
    ]);
  });

  it("refuses a metric of another task", () => {
    expect(pipeline({ metric: "r2" })).toEqual([
      { path: "pipeline.metric", got: "r2", allowed: "for classification: roc_auc, average_precision, f1, accuracy" },
    ]);
  });

  it.each([
    [{ threshold: 0.4 }, "for roc_auc: from 0.5 to 1 (default 0.8)"],
    [{ threshold: 1.1, metric: "f1" }, "for f1: from 0 to 1 (default 0.5)"],
    [{ threshold: -0.1, task: "regression" }, "for r2: from 0 to 1 (default 0.7)"],
  ])("refuses a threshold out of its metric's range: %j", (changes, allowed) => {
    expect(pipeline(changes)).toEqual([{ path: "pipeline.threshold", got: changes.threshold, allowed }]);
  });

  it("refuses to drop the target", () => {
    expect(pipeline({ drop: ["a", "Machine failure"] })).toMatchObject([
      { path: "pipeline.drop", allowed: 'columns other than the target "Machine failure"' },
    ]);
  });

  it("refuses waiting without spot, and waiting shorter than running", () => {
    expect(pipeline({ maxWaitSeconds: 7200 })).toMatchObject([
      { path: "pipeline.maxWaitSeconds", allowed: "none: only a spot job waits (spot: true)" },
    ]);
    expect(pipeline({ spot: true, maxWaitSeconds: 3000 })).toMatchObject([
      { allowed: "at least maxRuntimeSeconds (3600): it counts waiting and running together" },
    ]);
    expect(pipeline({ spot: true, maxWaitSeconds: 3600 })).toEqual([]);
  });

  it("refuses to train on ml.t2", () => {
    expect(pipeline({ trainingInstanceType: "ml.t2.medium" })).toMatchObject([
      { path: "pipeline.trainingInstanceType" },
    ]);
  });

  it("refuses a schedule that EventBridge would refuse", () => {
    const schedule = { expression: "rate(1 days)", dataUri: "s3://bucket/data.csv" };
    expect(pipeline({ schedule })).toEqual([
      {
        path: "pipeline.schedule.expression",
        got: "rate(1 days)",
        allowed: '"rate(1 day)": EventBridge wants the singular',
      },
    ]);
  });
});
