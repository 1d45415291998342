import { commands, roles, usePlatform } from "./support/platform";

jest.setTimeout(120_000);

describe("the workflow that destroys an environment", () => {
  const platform = usePlatform();

  it.each([
    ["another environment's name", "staging", "prod"],
    ["nothing", "staging", ""],
    ["the name in capitals", "prod", "PROD"],
    ["the name and more", "dev", "dev "],
    ["what a shell would run", "dev", '$(echo dev)"; exit 0; "'],
  ])("does nothing when %s was typed", async (_, environment, confirmation) => {
    const run = await platform.destroy(environment, confirmation);
    expect(run.code).not.toBe(0);
    expect(run.jobs).toEqual({ confirm: "failure" });
    expect(run.notes).toEqual([]);
    expect(run.annotations).toEqual([
      `Nothing was destroyed: The environment is ${environment}, and that is what has to be typed to confirm.`,
    ]);
  });

  it("destroys the environment whose name was typed, and hands the name on", async () => {
    const run = await platform.destroy("staging", "staging");
    expect(run.code).toBe(0);
    expect(run.jobs).toEqual({ confirm: "success", destroy: "success" });
    expect(roles(run)).toEqual(["destroy: mlplatform-staging-ci-deploy"]);
    expect(commands(run, "destroy")).toEqual(["destroy: destroy staging"]);
    expect(run.notes.find(({ name }) => name === "destroy")!.args).toEqual(["staging", "--confirm", "staging"]);
  });
});
