import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  environmentByName,
  environmentNames,
  environmentsInAccount,
  loadEnvironment,
  modelNames,
} from "../../../src/environments";
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
    const definition = { target: "Torque [Nm]", drop: [], task: "regression" };
    overlay(JSON.stringify({ models: { "machine-failure": { definition, training: { spot: false } } } }));
    const { training, ...model } = load("local").models["machine-failure"]!;
    expect(model).toMatchObject({ target: "Torque [Nm]", drop: [], metric: "r2", threshold: 0.7 });
    expect(training).toMatchObject({ spot: false, pollSeconds: 1 });
  });

  it("adds the models of the overlay to those of the checkout, which all run locally", () => {
    overlay('{"models": {"churn": {"definition": {"target": "left", "task": "classification"}}}}');
    const { models } = load("local");
    expect(Object.keys(models)).toEqual([...modelNames(), "churn"]);
    expect(models.churn).toMatchObject({ name: "churn", target: "left", approval: "automatic", uploads: "churn" });
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
    overlay('{"models": {"machine-failure": {"definition": {"threshold": 7}, "approval": "maybe"}}}');
    expect(() => load("local")).toThrow(
      'The environment "local" with .local/environment.json is not valid: 2 problems\n' +
        '  - .local/environment.json: models.machine-failure.approval: got "maybe"; allowed: "automatic", "manual"\n' +
        "  - .local/environment.json: models.machine-failure.definition.threshold: got 7; allowed: for roc_auc: from 0.5 to 1 (default 0.8)",
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

  it("run models of the checkout", () => {
    for (const { models } of all) expect(modelNames()).toEqual(expect.arrayContaining(Object.keys(models)));
  });

  it("are valid, each under its own name", () => {
    expect(all.map(({ name }) => name)).toEqual(["local", "dev", "staging", "prod"]);
  });

  it("share no address and no account, so that networks can be joined and deployments cannot be mixed up", () => {
    const pairs = all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => cidrsOverlap(one.network.cidr, other.network.cidr))).toEqual([]);
    expect(new Set(all.map(({ account }) => account)).size).toBe(4);
  });

  it("give the first key to deleting data for all but prod", () => {
    expect(all.filter(({ allowDataDestroy }) => allowDataDestroy).map(({ name }) => name)).toEqual([
      "local",
      "dev",
      "staging",
    ]);
  });

  it("deploy models without a person in local and dev only", () => {
    const approvals = all.map(({ models }) => Object.values(models).map(({ approval }) => approval));
    expect(approvals).toEqual([["automatic"], ["automatic"], ["manual"], ["manual"]]);
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
