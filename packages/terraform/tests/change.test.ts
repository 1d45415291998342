import { changesOf, hasChanges, type Kind, kindOf } from "../change";
import type { ResourceChange, TerraformPlan } from "../plan-json";

function resource(actions: readonly string[], more: object = {}, importing?: object): ResourceChange {
  const change = { actions, before: {}, after: {}, ...(importing && { importing }) };
  return {
    address: "aws_sns_topic.a",
    mode: "managed",
    type: "aws_sns_topic",
    name: "a",
    change,
    ...more,
  } as ResourceChange;
}
const plan = (...resource_changes: ResourceChange[]): TerraformPlan => ({ format_version: "1.2", resource_changes });
const moved = { previous_address: "aws_sns_topic.b" };

test.each<[Kind, ResourceChange]>([
  ["create", resource(["create"])],
  ["update", resource(["update"])],
  ["delete", resource(["delete"])],
  ["replace", resource(["delete", "create"])],
  ["replace", resource(["create", "delete"])],
  ["forget", resource(["forget"])],
  ["read", resource(["read"], { mode: "data" })],
  ["move", resource(["no-op"], moved)],
  ["import", resource(["no-op"], {}, { id: "x" })],
  ["update", resource(["update"], moved)],
  ["update", resource(["update"], {}, { id: "x" })],
  ["delete", resource(["delete"], { deposed: "abcd1234" })],
])("%s is a change of its own, with nothing else in the plan", (kind, change) => {
  expect(hasChanges(plan(change))).toBe(true);
  expect(kindOf(changesOf(plan(change)).resources[0]!)).toBe(kind);
});

test("outputs alone are a change", () => {
  const outputs = { ...plan(), output_changes: { url: { actions: ["update" as const], before: "a", after: "b" } } };
  expect(hasChanges(outputs)).toBe(true);
  expect(changesOf(outputs).outputs.map(({ name }) => name)).toEqual(["url"]);
});

test.each([
  ["nothing", {}],
  ["resources that stay as they are", plan(resource(["no-op"]), resource([]))],
  ["an import that is over: Terraform says null", plan(resource(["no-op"], {}, undefined))],
  ["outputs that stay as they are", { ...plan(), output_changes: { url: { actions: ["no-op" as const] } } }],
  ["what changed outside and is as the code says", { ...plan(), resource_drift: [resource(["update"])] }],
])("%s: no change", (_name, nothing) => {
  expect(hasChanges({ format_version: "1.2", ...nothing })).toBe(false);
});
