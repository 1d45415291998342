// Production in full, the others as differences from it: a reviewer has to look at every change here.
import { environmentByName, type EnvironmentName, environmentNames } from "../../src/environments";
import { differences, reviewed, written } from "../support/snapshots";
import { StackTemplates } from "../support/stacks";
import { aslOf } from "../support/training-definition";

const environments = environmentNames.map((name) => [name, environmentByName(name)] as const);
const templates = Object.fromEntries(
  environments.map(([name, environment]) => [name, new StackTemplates(environment).all]),
) as Record<EnvironmentName, StackTemplates["all"]>;
const stacks = ["network", "storage", "retention", "training", "model-machine-failure"] as const;
const others = environmentNames.filter((name) => name !== "prod");

beforeAll(() => expect.addSnapshotSerializer({ test: (value) => typeof value === "string", print: String }));

it("every stack of prod has a snapshot", () => expect(Object.keys(templates.prod)).toEqual(stacks));

describe.each(stacks)("%s", (stack) => {
  const of = (name: EnvironmentName) => reviewed(templates[name][stack]!);

  it("of prod", () => expect(written(of("prod"))).toMatchSnapshot());

  it.each(others)("of %s, where it differs", (name) => {
    expect(differences(of("prod"), "prod", of(name), name)).toMatchSnapshot();
  });
});

describe("the state machine", () => {
  const of = (name: EnvironmentName) => JSON.parse(JSON.stringify(aslOf(environmentByName(name))));

  it("of prod", () => expect(written(of("prod"))).toMatchSnapshot());

  it.each(others)("of %s, where it differs", (name) => {
    expect(differences(of("prod"), "prod", of(name), name)).toMatchSnapshot();
  });
});
