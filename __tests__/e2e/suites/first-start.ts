import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ListEndpointsCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { begin, type Finished, succeed } from "../support/cli";
import { root } from "../support/folder";
import { aws, executionNames, synthesis } from "../support/platform";

describe("npm start with the default data", () => {
  let result: Finished;

  beforeAll(async () => {
    result = await succeed("start");
  });

  test("deploys every stack", () => {
    expect(result.output).toMatch(/network: \d+ to add\n/);
    for (const stack of synthesis().names) {
      expect(result.output).toMatch(new RegExp(`✔ Deployment .*\\b${stack} \\d+.* resources`));
    }
  });

  test("tells the run state by state", () => {
    for (const state of [
      "Preprocess",
      "Train",
      "Evaluate",
      "QualityGate",
      "Register",
      "CreateEndpoint",
      "SmokeTest",
      "Deployed",
    ]) {
      expect(result.output).toMatch(new RegExp(`^ +${state} +\\d+\\.\\d s`, "m"));
    }
  });

  test("the metric beside baseline and threshold: the model is good", () => {
    const [, value] = /Metric +roc_auc (0\.\d{4}) {3}baseline 0\.5000 {3}threshold 0\.8000/.exec(result.output)!;
    expect(Number(value)).toBeGreaterThanOrEqual(0.9);
  });

  test("a prediction, the time of each step, and what to type next", () => {
    expect(result.output).toMatch(/Prediction +\{"label":"[01]","score":/);
    expect(result.output).toMatch(
      /Time +tools [\d.]+ s, data .* training [\d.]+ s, prediction [\d.]+ s(, settling .*)?; together/,
    );
    expect(result.output).toMatch(/Next\n(.*\n)*.*npm stop/);
  });

  test("the picture in the README shows these steps", () => {
    const steps = (text: string) => [...text.matchAll(/^ {2}✔ ([A-Z][A-Za-z ]*?) {2,}/gm)].map(([, title]) => title);
    expect(steps(readFileSync(join(root, "docs", "npm-start.txt"), "utf8"))).toEqual(steps(result.output));
  });

  test("one run, one endpoint", async () => {
    expect(await executionNames()).toHaveLength(1);
    const { Endpoints } = await new SageMakerClient(aws()).send(new ListEndpointsCommand({}));
    expect(Endpoints).toMatchObject([{ EndpointStatus: "InService" }]);
  });

  test("a second command waits for nobody: it says who is at work", async () => {
    const one = begin(["start"]);
    await one.said(/Tools/);
    const { code, output } = await begin(["stop"]).finished;
    one.child.kill("SIGINT");
    await one.finished;
    expect(code).toBe(1);
    expect(output).toMatch(
      /^\n`npm start` \(process \d+\) is at work here\. Wait until it is done, or end it with Ctrl-C/,
    );
  });
});
