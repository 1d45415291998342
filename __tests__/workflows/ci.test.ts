import { commands, roles, usePlatform } from "./support/platform";

jest.setTimeout(120_000);

describe("the workflow that runs the tests", () => {
  const platform = usePlatform();
  const replaced = ["test", "test:unit", "portability"];
  const event = { ref: "refs/heads/main" };

  it("runs what a person runs, and knows no secret", async () => {
    const run = await platform.run("ci.yml", "push", event, undefined, { replaced });
    expect(run.jobs).toEqual({ workflows: "success", test: "success", portability: "success" });
    expect(
      commands(run)
        .map((command) => command.replace(" undefined", ""))
        .sort(),
    ).toEqual(["portability: portability", "test: test", "workflows: test:unit"]);
    expect(run.notes.flatMap(({ variables = [] }) => variables)).toEqual([]);
    expect(roles(run)).toEqual([]);
  });

  it("fails with the tests", async () => {
    const run = await platform.run("ci.yml", "push", event, undefined, { replaced, scenario: { test: { code: 1 } } });
    expect(run.code).not.toBe(0);
    expect(run.jobs).toMatchObject({ test: "failure", portability: "success" });
  });
});
