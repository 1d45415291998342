import { commands, roles, usePlatform } from "./support/platform";

jest.setTimeout(120_000);

describe("the workflow that runs the tests", () => {
  const platform = usePlatform();
  const replaced = ["test", "test:unit", "test:environments", "portability"];
  const event = { ref: "refs/heads/main" };

  it("runs what a person runs, and knows no secret", async () => {
    const run = await platform.run("ci.yml", "push", event, undefined, { replaced });
    const names = ["workflows", "test", "environments", "portability"];
    expect(run.jobs).toEqual(Object.fromEntries(names.map((name) => [name, "success"])));
    expect(
      commands(run)
        .map((command) => command.replace(" undefined", ""))
        .sort(),
    ).toEqual(["environments: test:environments", "portability: portability", "test: test", "workflows: test:unit"]);
    expect(run.notes.flatMap(({ variables = [] }) => variables)).toEqual([]);
    expect(roles(run)).toEqual([]);
  });

  it("fails with the tests", async () => {
    const run = await platform.run("ci.yml", "push", event, undefined, { replaced, scenario: { test: { code: 1 } } });
    expect(run.code).not.toBe(0);
    expect(run.jobs).toMatchObject({ test: "failure", portability: "success" });
  });
});
