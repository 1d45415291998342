import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSynthesis } from "../synthesis";

const folder = mkdtempSync(join(tmpdir(), "synthesis-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(stacks: Readonly<Record<string, readonly string[]>>): void {
  const entries = Object.entries(stacks).map(([name, dependencies]) => {
    mkdirSync(join(folder, "stacks", name), { recursive: true });
    const bucket = { bucket: name, "//": { metadata: { path: `${name}/Data/Resource` }, checkov: { CKV_1: "why" } } };
    const resource = { aws_s3_bucket: { Data_1: bucket }, terraform_data: { Guard: {} } };
    const code = { resource, output: { name: { value: name } } };
    writeFileSync(join(folder, "stacks", name, "cdk.tf.json"), JSON.stringify(code));
    return [name, { synthesizedStackPath: `stacks/${name}/cdk.tf.json`, dependencies }];
  });
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(entries) }));
}

write({
  "model-churn": ["training", "storage"],
  network: [],
  retention: ["storage"],
  storage: [],
  training: ["storage", "network"],
});
const synthesis = readSynthesis(folder);

test("stacks stand in the order of deployment: each after those that it depends on", () => {
  expect(synthesis.names).toEqual(["network", "storage", "retention", "training", "model-churn"]);
});

test("a resource has its address, the path of its construct, its arguments and the notes about it", () => {
  const [data] = synthesis.stack("storage").resources;
  expect(data).toEqual({
    address: "aws_s3_bucket.Data_1",
    type: "aws_s3_bucket",
    constructPath: "storage/Data/Resource",
    values: { bucket: "storage" },
    notes: { metadata: { path: "storage/Data/Resource" }, checkov: { CKV_1: "why" } },
  });
});

test("what is Terraform's own is not counted", () => {
  expect(synthesis.stack("storage").resourceCount).toBe(1);
});

test("what a stack needs, near or far", () => {
  expect(synthesis.withProducers(["training"])).toEqual(["network", "storage", "training"]);
  expect(synthesis.withProducers(["model-churn"])).toEqual(["network", "storage", "training", "model-churn"]);
});

test("a stack that does not exist: which there are", () => {
  expect(() => synthesis.stack("pipeline")).toThrow(
    "There is no stack pipeline. There are: network, storage, retention, training, model-churn.",
  );
});
