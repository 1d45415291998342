import {
  boundaryName,
  bucketName,
  ciRoleName,
  nameLimits,
  pathName,
  physicalName,
  stateBucketName,
} from "../../src/naming";

describe("physicalName", () => {
  const name = (parts: string[], limit: number = nameLimits.role, environment = "prod") =>
    physicalName({ environment, parts, limit });

  it("is the project, the environment, the parts and a hash", () => {
    expect(name(["pipeline", "train"])).toMatch(/^mlplatform-prod-pipeline-train-[0-9a-f]{6}$/);
  });

  it("is the same every time and different for every environment and part", () => {
    expect(name(["a"])).toBe(name(["a"]));
    expect(new Set([name(["a"]), name(["b"]), name(["a"], 64, "dev"), name(["a", "b"]), name(["a-b"])]).size).toBe(5);
  });

  it("cuts the middle to the limit and stays unique by its hash", () => {
    const long = (last: string) => name(["pipeline", "x".repeat(80), last]);
    expect(long("training")).toHaveLength(nameLimits.role);
    expect(long("training")).toMatch(/^mlplatform-prod-pipeline-x+-x+-training-[0-9a-f]{6}$/);
    expect(name(["x".repeat(80)])).not.toBe(name(["x".repeat(81)]));
  });

  it("leaves a name that just fits as it is", () => {
    expect(name(["trains"], 29)).toMatch(/^mlplatform-prod-trains-[0-9a-f]{6}$/);
    expect(name(["trains"], 28)).toMatch(/^mlplatform-rod-trains-[0-9a-f]{6}$/);
  });

  it.each(["Flow Logs", "flow_logs", "-flow.logs-"])("makes lower-case words with hyphens of %j", (part) => {
    expect(name([part])).toMatch(/^mlplatform-prod-flow-logs-[0-9a-f]{6}$/);
  });
});

describe("bucketName", () => {
  it("ends with the account, which makes it unique in the world", () => {
    const props = { environment: "local", parts: ["data"], accountId: "123456789012" };
    expect(bucketName(props)).toBe("mlplatform-local-data-123456789012");
  });

  it("fits into 63 characters", () => {
    const name = bucketName({ environment: "staging", parts: ["x".repeat(70)], accountId: "123456789012" });
    expect(name).toHaveLength(63);
    expect(name).toMatch(/-123456789012$/);
  });
});

it("names the state bucket by the account and log groups by path", () => {
  expect(stateBucketName("123456789012")).toBe("mlplatform-state-123456789012");
  expect(pathName("dev", "network", "flow-logs")).toBe("/mlplatform/dev/network/flow-logs");
});

it("names what CI needs by the environment alone, as it is written down in other places", () => {
  expect(ciRoleName("plan", "dev")).toBe("mlplatform-dev-ci-plan");
  expect(boundaryName("prod")).toBe("mlplatform-prod-boundary");
});
