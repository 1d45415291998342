import { adoptedChanges, knownTo } from "../../../cli/bootstrap/adoption";
import { state } from "./support";

it("knows what a state holds, but not what a killed run had only begun to make", () => {
  const begun = { mode: "managed", type: "aws_kms_key", name: "Key", instances: [] };
  const data = { mode: "data", type: "aws_caller_identity", name: "Me", instances: [{}] };
  const { resources } = state("aws_s3_bucket.Bucket id");
  expect(knownTo({ resources: [...resources, begun, data] })).toEqual(new Set(["aws_s3_bucket.Bucket"]));
  expect(knownTo(undefined)).toEqual(new Set());
});

it("says what changes about what is adopted", () => {
  const change = (address: string, actions: ("update" | "no-op" | "create")[], importing?: { id: string }) => ({
    address,
    mode: "managed" as const,
    type: address.split(".")[0]!,
    name: address.split(".")[1]!,
    change: { actions, importing, before: { a: ["x"], b: 1 }, after: { a: ["y"], b: 1, c: 2 } },
  });
  const plan = {
    format_version: "1.2",
    resource_changes: [
      change("aws_x.Adopted", ["update"], { id: "1" }),
      change("aws_x.Same", ["no-op"], { id: "2" }),
      change("aws_x.New", ["create"]),
    ],
  };
  expect(adoptedChanges(plan, { "aws_x.Adopted": "bootstrap/Github" })).toEqual([
    "  adopted, and changed: bootstrap/Github: a, c",
  ]);
});
