import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SynthesizedStack } from "../../../packages/terraform/synthesis";
import { platformDiagram } from "../../../tools/diagrams/platform";
import { stateMachineDiagram } from "../../../tools/diagrams/state-machine";
import { readGraph } from "../../../tools/diagrams/synthesized-graph";

const definition = JSON.stringify({
  StartAt: "Check",
  States: {
    Check: { Type: "Choice", Choices: [{ Next: "Prepare" }], Default: "Refuse" },
    Prepare: { Type: "Pass", Next: "Work" },
    Work: { Type: "Task", Next: "Done", Catch: [{ Next: "Refuse" }] },
    Refuse: { Type: "Pass", Next: "Failed" },
    Done: { Type: "Succeed" },
    Failed: { Type: "Fail" },
  },
});

describe("the picture of a state machine", () => {
  const dot = stateMachineDiagram(definition);

  test("skips states that only pass values on", () => {
    expect(dot).toContain('"Check" -> "Work"');
    expect(dot).not.toContain("Prepare");
  });

  test("draws all that can only fail as one arrow to the failure", () => {
    expect(dot).toMatch(/"Check" -> "Failed"/);
    expect(dot).not.toContain("Refuse");
  });
});

describe("the picture of the platform", () => {
  const folder = mkdtempSync(join(tmpdir(), "graph-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("follows a reference from one stack into another", () => {
    const write = (stack: string, json: object) => {
      mkdirSync(join(folder, stack));
      writeFileSync(join(folder, stack, "cdk.tf.json"), JSON.stringify(json));
      return new SynthesizedStack(stack, join(folder, stack));
    };
    const storage = write("storage", {
      resource: { aws_s3_bucket: { Data_1: { bucket: "p-local-data-1" } } },
      output: { "cross-stack-output-bucket": { value: "${aws_s3_bucket.Data_1.bucket}" } },
    });
    const reference =
      "${data.terraform_remote_state.cross-stack-reference-input-storage.outputs.cross-stack-output-bucket}";
    const pipeline = write("pipeline", {
      resource: { aws_cloudwatch_event_rule: { Rule_1: { event_pattern: `{"bucket":"${reference}"}` } } },
    });
    const dot = platformDiagram(readGraph([storage, pipeline]));
    expect(dot).toContain('"storage/aws_s3_bucket.Data_1" -> "pipeline/aws_cloudwatch_event_rule.Rule_1"');
  });
});

test("the committed pictures are those of the committed stacks", () => {
  const root = join(__dirname, "../../..");
  expect(readFileSync(join(root, "docs", "platform.svg"), "utf8")).toContain("</svg>");
  const checked = spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", "diagrams", "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(checked.stderr).toBe("");
  expect(checked.status).toBe(0);
});
