import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { scan } from "../../../cli/policy/resources";
import { codeFile, SynthesizedStack } from "../../../packages/terraform/synthesis";
import { suppressChecks } from "../../../src/suppressions";
import { scratch } from "../../support/scratch";

function synthesized(): string {
  const stack = new TerraformStack(Testing.app(), "test");
  const first = new S3Bucket(stack, "First", { bucket: "first" });
  // The same id under another type: checkov's Python checks call both "resource.Second".
  new S3Bucket(stack, "Second", { bucket: "second", tags: { '"resource": {': "a text that looks like JSON" } });
  const second = new SqsQueue(stack, "Queue", { name: "queue" });
  second.overrideLogicalId("Second");
  suppressChecks(first, { CKV_AWS_144: "One region is where the platform lives." });
  new TerraformOutput(stack, "Output", { value: { resource: "no resource" } });
  stack.prepareStack();
  return JSON.stringify(stack.toTerraform(), null, 2);
}

it("finds every resource at its own line, with what it suppresses", () => {
  const text = synthesized();
  const lines = text.split("\n");
  const folder = scratch();
  writeFileSync(join(folder, codeFile), text);
  const resources = scan(new SynthesizedStack("test", folder));
  expect(resources.map(({ address }) => address).sort()).toEqual([
    "aws_s3_bucket.First",
    "aws_s3_bucket.Second",
    "aws_sqs_queue.Second",
  ]);
  for (const { address, firstLine } of resources) {
    const [type, name] = address.split(".") as [string, string];
    expect(lines[firstLine - 1]).toBe(`      "${name}": {`);
    expect(lines.slice(0, firstLine).findLast((line) => /^ {4}"/.test(line))).toBe(`    "${type}": {`);
  }
  expect(new Set(resources.map(({ firstLine }) => firstLine)).size).toBe(3);
  const suppressed = resources.flatMap(({ address, suppressed }) =>
    Object.keys(suppressed).length > 0 ? [address] : [],
  );
  expect(suppressed).toEqual(["aws_s3_bucket.First"]);
});
