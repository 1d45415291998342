import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentByName, environmentNames, environmentsInAccount, loadEnvironment } from "../../../src/environments";
import { cidrsOverlap } from "../../../src/environments/cidr";
import { UserError } from "../../../packages/errors";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "environment-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function overlay(text: string) {
  mkdirSync(join(directory, ".local"));
  writeFileSync(join(directory, ".local/environment.json"), text);
}
const load = (name?: string) => loadEnvironment({ TF_WORKSPACE: name }, directory);

describe("loadEnvironment", () => {
  it("takes the environment that TF_WORKSPACE names", () => {
    expect(load("staging")).toEqual(environmentByName("staging"));
  });

  it.each([
    [undefined, "TF_WORKSPACE is not set."],
    ["", "TF_WORKSPACE is not set."],
    ["prdo", 'TF_WORKSPACE is "prdo", which is no environment.'],
    ["default", 'TF_WORKSPACE is "default", which is no environment.'],
  ])("lists the environments when TF_WORKSPACE is %j", (name, message) => {
    const expected = `${message} It names the environment: local, dev, staging, prod. For example: TF_WORKSPACE=local cdktf synth`;
    expect(() => load(name)).toThrow(new UserError(expected));
  });

  it("lays the overlay over the local environment, replacing lists and keeping the rest", () => {
    overlay('{"pipeline": {"target": "Torque [Nm]", "drop": [], "task": "regression"}}');
    const { pipeline } = load("local");
    expect(pipeline).toMatchObject({ target: "Torque [Nm]", drop: [], metric: "r2", threshold: 0.7, pollSeconds: 1 });
  });

  it("lets the local AWS's account stand in for that of any environment but local", () => {
    const variables = { TF_WORKSPACE: "prod", LOCAL_AWS_ACCOUNT: "123456789012" };
    expect(loadEnvironment(variables, directory)).toEqual({ ...load("prod"), account: "123456789012" });
    expect(loadEnvironment({ ...variables, TF_WORKSPACE: "local" }, directory)).toEqual(load("local"));
  });

  it("ignores the overlay for every other environment", () => {
    overlay('{"region": "mars"}');
    expect(load("prod").region).toBe("us-east-1");
  });

  it("names the overlay in its problems", () => {
    overlay('{"pipeline": {"threshold": 7}}');
    expect(() => load("local")).toThrow(
      'The environment "local" with .local/environment.json is not valid: 1 problem\n' +
        "  - .local/environment.json: pipeline.threshold: got 7; allowed: for roc_auc: from 0.5 to 1 (default 0.8)",
    );
  });

  it("says what to do with an overlay that is not JSON", () => {
    overlay("{");
    expect(() => load("local")).toThrow(
      /^\.local\/environment\.json is not JSON: .*Correct it, or delete it to use the default data\.$/,
    );
  });
});

describe("the committed environments", () => {
  const all = environmentNames.map((name) => environmentByName(name));

  it("are valid, each under its own name", () => {
    expect(all.map(({ name }) => name)).toEqual(["local", "dev", "staging", "prod"]);
  });

  it("share no address and no account, so that networks can be joined and deployments cannot be mixed up", () => {
    const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => cidrsOverlap(one.network.cidr, other.network.cidr))).toEqual([]);
    expect(new Set(all.map(({ account }) => account)).size).toBe(4);
  });

  it("give the first key to deleting data for local and dev only", () => {
    expect(all.filter(({ allowDataDestroy }) => allowDataDestroy).map(({ name }) => name)).toEqual([
      "local",
      "dev",
      "staging",
    ]);
  });

  it("deploy models without a person in local and dev only", () => {
    expect(all.map(({ pipeline }) => pipeline.approval)).toEqual(["automatic", "automatic", "manual", "manual"]);
  });
});

describe("environmentsInAccount", () => {
  const names = (account: string, variables = {}) => environmentsInAccount(account, variables).map(({ name }) => name);

  it("finds those whose account it is", () => {
    expect(names("333333333333")).toEqual(["prod"]);
    expect(names("123456789012")).toEqual([]);
  });

  it("finds all of them in the local AWS", () => {
    expect(names("123456789012", { LOCAL_AWS_ACCOUNT: "123456789012" })).toEqual(["dev", "staging", "prod"]);
  });
});
