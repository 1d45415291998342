// The digest: the same for the same plan, and different for anything that an apply would do differently.
import type { ResourceChange, TerraformPlan } from "../../terraform/plan-json";
import { digestOf } from "../digest";
import { planOf, planWith } from "./support";

const change = { type: "aws_sns_topic", before: { name: "a", tags: null }, after: { name: "b", tags: null } };

/** A copy of a real plan with one change. */
function with_(edit: (resource: ResourceChange, plan: TerraformPlan) => void): TerraformPlan {
  const plan = structuredClone(planOf("everything"));
  edit(
    plan.resource_changes!.find(({ address }) => address === "aws_sns_topic.Plain")!,
    plan,
  );
  return plan;
}
const original = digestOf(planOf("everything")).digest;

test("two plans of the same thing, made one after the other, have one digest", () => {
  const [first, second] = [planOf("everything"), planOf("everything-again")];
  expect(first.timestamp).not.toBe(second.timestamp);
  expect(JSON.stringify(first.relevant_attributes)).not.toBe(JSON.stringify(second.relevant_attributes));
  expect(digestOf(second)).toEqual(digestOf(first));
  expect(original).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test("what an apply does not depend on is not part of it", () => {
  const plan = planOf("everything");
  const { resource_changes: changes = [] } = plan;
  expect(digestOf({ ...plan, resource_changes: [...changes].reverse() }).digest).toBe(original);
  expect(digestOf({ ...plan, timestamp: "1970-01-01T00:00:00Z", terraform_version: "1.12.0" }).digest).toBe(original);
  expect(digestOf({ ...plan, resource_drift: [], prior_state: {}, planned_values: {} }).digest).toBe(original);
  const noOp = { ...changes[0]!, address: "a.b", change: { actions: ["no-op" as const], before: 1, after: 1 } };
  expect(digestOf({ ...plan, resource_changes: [...changes, noOp] }).digest).toBe(original);
});

test.each<[string, (resource: ResourceChange, plan: TerraformPlan) => void]>([
  ["an action", ({ change }) => (change.actions = ["delete", "create"])],
  ["the order of a replacement", ({ change }) => (change.actions = ["create", "delete"])],
  ["the reason", (resource) => (resource.action_reason = "replace_by_request")],
  ["a value before", ({ change }) => ((change.before as { display_name: string }).display_name = "x")],
  ["a value after", ({ change }) => ((change.after as { display_name: string }).display_name = "x")],
  ["what is unknown", ({ change }) => (change.after_unknown = { arn: true })],
  ["what is sensitive", ({ change }) => (change.after_sensitive = { display_name: true })],
  ["what forces a replacement", ({ change }) => (change.replace_paths = [["name"]])],
  ["the provider", (resource) => (resource.provider_name = "example.com/other/aws")],
  ["the address", (resource) => (resource.address = "aws_sns_topic.Other")],
  ["a deposed key", (resource) => (resource.deposed = "abcd1234")],
  [
    "what is imported",
    (_, { resource_changes: all = [] }) => {
      all.find(({ address }) => address === "aws_iam_policy.boundary")!.change.importing = { id: "other" };
    },
  ],
  [
    "what is renamed",
    (_, { resource_changes: all = [] }) => {
      all.find(({ address }) => address === "aws_sqs_queue.New")!.previous_address = "aws_sqs_queue.Else";
    },
  ],
  [
    "an additional change",
    (resource, plan) => plan.resource_changes!.push({ ...resource, address: "aws_sns_topic.Y" }),
  ],
  ["an output", (_, plan) => (plan.output_changes!.other = { actions: ["create"], before: null, after: "x" })],
])("%s is part of it", (_name, edit) => {
  expect(digestOf(with_(edit)).digest).not.toBe(original);
});

test("a list's order is part of it: some lists are in order", () => {
  const list = (after: string[]) => digestOf(planWith({ ...change, after: { names: after } })).digest;
  expect(list(["a", "b"])).not.toBe(list(["b", "a"]));
});

describe("a plan that says only half", () => {
  test("has no digest when it failed", () => {
    expect(() => digestOf({ ...planOf("everything"), errored: true })).toThrow(
      "This plan ended with an error: it has no digest. Plan again.",
    );
  });

  test("has none when it is not complete", () => {
    expect(() => digestOf({ ...planOf("everything"), complete: false })).toThrow(
      "This plan is not complete (-target, or deferred changes): it has no digest. Plan everything.",
    );
  });

  test("has none when it does not say", () => {
    expect(() => digestOf({ format_version: "1.2" })).toThrow("This plan ended with an error");
    expect(() => digestOf({ format_version: "1.2", errored: false })).toThrow("This plan is not complete");
  });
});

describe("sensitive values", () => {
  const secret = (password: string) =>
    planWith({
      type: "aws_ssm_parameter",
      before: { value: "old", list: [{ key: "same" }] },
      after: { value: password, list: [{ key: "same" }] },
      more: { before_sensitive: { value: true }, after_sensitive: { value: true, list: [{ key: true }] } },
    });

  test("without a key they are left out, and it says so", () => {
    const [one, other] = [digestOf(secret("first")), digestOf(secret("second"))];
    expect(one.sensitiveValues).toBe("not compared");
    expect(one.digest).toBe(other.digest);
  });

  test("with a key they are compared", () => {
    const [one, other] = [digestOf(secret("first"), "key"), digestOf(secret("second"), "key")];
    expect(one.sensitiveValues).toBe("compared");
    expect(one.digest).not.toBe(other.digest);
    expect(digestOf(secret("first"), "key")).toEqual(one);
  });

  test("an empty key is none", () => {
    expect(digestOf(secret("first"), "")).toEqual(digestOf(secret("first")));
  });

  test("another key gives another digest: without the key values cannot be tried", () => {
    expect(digestOf(secret("first"), "key").digest).not.toBe(digestOf(secret("first"), "other key").digest);
  });

  test("a plan without any says so", () => {
    expect(digestOf(planWith(change)).sensitiveValues).toBe("none");
  });

  test("what cdktf hands from stack to stack is not a secret of its own", () => {
    const plan = planOf("renamed-bucket");
    expect(plan.output_changes!["cross-stack-output-aws_s3_bucketData_666C94C7arn"]!.after_sensitive).toBe(true);
    expect(digestOf(plan).sensitiveValues).toBe("none");
    expect(digestOf(plan, "key").digest).toBe(digestOf(plan).digest);
  });
});

test("each changed address has its kind, and a digest for each attribute that changes", () => {
  const { changes } = digestOf(planOf("everything"));
  expect(Object.fromEntries(Object.entries(changes).map(([address, { kind }]) => [address, kind]))).toEqual({
    "aws_cloudwatch_log_group.Logs": "update",
    "aws_iam_policy.boundary": "import",
    "aws_iam_role.Worker": "update",
    "aws_iam_role_policy.Send": "create",
    "aws_s3_bucket.Gone": "delete",
    "aws_sagemaker_domain.Studio": "replace",
    "aws_security_group.Inline": "update",
    "aws_sns_topic.Plain": "update",
    "aws_sqs_queue.Forgotten": "forget",
    "aws_sqs_queue.Fresh": "create",
    "aws_sqs_queue.New": "move",
    "aws_ssm_parameter.Secret": "update",
    "data.aws_iam_policy_document.Read": "read",
    "output token": "update",
  });
  expect(Object.keys(changes["aws_sns_topic.Plain"]!.attributes)).toEqual(["display_name"]);
  expect(Object.keys(changes["aws_iam_role.Worker"]!.attributes)).toEqual([
    "assume_role_policy",
    "permissions_boundary",
  ]);
});
