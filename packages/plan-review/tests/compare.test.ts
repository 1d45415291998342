// The output of `deploy --reviewed`, and the differences that stop it.
import type { PlannedStack } from "../../terraform/planned-stack";
import type { TerraformPlan } from "../../terraform/plan-json";
import { compareWithReview, describeDifference, stops } from "../compare";
import { readReviewFile, type ReviewFile, writeReviewFile } from "../review-file";
import { fileOf, type MadeChange, planned, planOf, planWith } from "./support";

const topic = (after: object, more: Partial<MadeChange> = {}): MadeChange => ({
  type: "aws_sns_topic",
  before: { name: "a", display_name: "before" },
  after: { name: "a", display_name: "before", ...after },
  ...more,
});
const stack = (plan: TerraformPlan, name = "demo"): PlannedStack => ({
  stack: name,
  status: "planned",
  plan,
  warnings: [],
});
const reviewOf = (...stacks: PlannedStack[]): ReviewFile =>
  // Through the file, as in a deployment.
  readReviewFile(writeReviewFile(fileOf(stacks)), "review/dev.json");
const compare = (before: TerraformPlan, now: TerraformPlan) => compareWithReview(reviewOf(stack(before)), [stack(now)]);

test("the same plan made again: no difference", () => {
  expect(compareWithReview(reviewOf(planned("everything")), [planned("everything-again")])).toEqual([]);
});

test("nothing to change any more: no difference, because applying it does nothing", () => {
  expect(compare(planWith(topic({ display_name: "x" })), planWith())).toEqual([]);
});

test("another action", () => {
  const [difference] = compare(
    planWith(topic({ name: "b" })),
    planWith(topic({ name: "b" }, { actions: ["delete", "create"], more: { replace_paths: [["name"]] } })),
  );
  expect(describeDifference(difference!)).toBe(
    [
      "demo differs from its review:",
      "  reviewed: 1 to update",
      "  now:      1 to replace",
      "  - aws_sns_topic.X: was update, is now replace",
    ].join("\n"),
  );
  expect(stops(difference!, [])).toBe(true);
});

test("same action, another value: the attribute is named, its values are not", () => {
  const [difference] = compare(
    planWith(topic({ display_name: "one secret value" })),
    planWith(topic({ display_name: "another value" })),
  );
  expect(difference!.details).toEqual([
    "aws_sns_topic.X: update as reviewed, but display_name would get another value",
  ]);
});

test("more and fewer attributes", () => {
  const [difference] = compare(planWith(topic({ display_name: "x" })), planWith(topic({ tags: { a: "b" } })));
  expect(difference!.details).toEqual([
    "aws_sns_topic.X: update as reviewed, but tags also changes; display_name no longer changes",
  ]);
});

test("addresses that came and went, and outputs", () => {
  const before = planWith(topic({ display_name: "x" }, { name: "Gone" }));
  const now: TerraformPlan = {
    ...planWith(topic({}, { name: "New", actions: ["delete"], after: null })),
    output_changes: { arn: { actions: ["create"], before: null, after: "x" } },
  };
  expect(compare(before, now)).toEqual([
    {
      stack: "demo",
      reviewed: "1 to update",
      now: "1 output to create, 1 to delete",
      details: [
        "aws_sns_topic.Gone: reviewed as update, but no longer planned",
        "aws_sns_topic.New: delete, not in the review",
        "output arn: create, not in the review",
      ],
    },
  ]);
});

test("stacks that the review did not plan", () => {
  const review = reviewOf(
    { stack: "pending", status: "pending", waitsFor: ["network"] },
    { stack: "failed", status: "failed", error: "x" },
  );
  const plan = planWith(topic({ display_name: "x" }));
  const differences = compareWithReview(review, [
    stack(plan, "pending"),
    stack(plan, "failed"),
    stack(plan, "unknown"),
  ]);
  expect(differences.map(({ stack, reviewed, now }) => [stack, reviewed, now])).toEqual([
    ["pending", "not planned, because it waits for network", "1 to update"],
    ["failed", "could not be planned", "1 to update"],
    ["unknown", "not in the review", "1 to update"],
  ]);
  // The changes of a pending stack were not reviewed.
  expect(differences.map((difference) => stops(difference, ["network"]))).toEqual([true, true, true]);
  expect(compareWithReview(review, [stack(planWith(), "unknown")])).toEqual([]);
});

test("stacks that cannot be planned now", () => {
  const review = reviewOf(stack(planWith(topic({ display_name: "x" }))), {
    stack: "waiting",
    status: "pending",
    waitsFor: ["network"],
  });
  const now: PlannedStack[] = [
    { stack: "demo", status: "failed", error: "Error: no\nmore" },
    { stack: "waiting", status: "pending", waitsFor: ["network"] },
  ];
  expect(compareWithReview(review, now)).toEqual([
    { stack: "demo", reviewed: "1 to update", now: "cannot be planned: Error: no", details: [] },
  ]);
});

test("another key than at the review is named, instead of a secret that would have changed", () => {
  const file = fileOf([planned("everything")], { digestKey: "one" });
  const [difference] = compareWithReview(file, [planned("everything")], { key: "other", variable: "KEY" });
  expect(difference!.details[0]).toBe(
    "the review hid its secrets with another key: KEY must be the same at review and deployment",
  );
  expect(compareWithReview(file, [planned("everything")], { key: "one" })).toEqual([]);
});

describe("a consumer that was reviewed before its producer was applied", () => {
  const consumer = (bucket: string, after: object): TerraformPlan => ({
    ...planWith({ type: "aws_lambda_function", actions: ["create"], before: null, after }),
    prior_state: {
      values: {
        root_module: {
          resources: [
            {
              address: "data.terraform_remote_state.storage",
              mode: "data",
              type: "terraform_remote_state",
              name: "storage",
              values: { outputs: { bucket, arn: `arn:aws:s3:::${bucket}` } },
            },
          ],
        },
      },
    },
    configuration: {
      root_module: {
        resources: [
          {
            mode: "data",
            type: "terraform_remote_state",
            expressions: { config: { constant_value: { key: "storage/terraform.tfstate" } } },
          },
        ],
      },
    },
  });
  const file = reviewOf(
    stack(planWith(topic({ display_name: "x" })), "storage"),
    stack(
      consumer("old-bucket", { name: "f", variables: { BUCKET: "old-bucket", ARN: "arn:aws:s3:::old-bucket/*" } }),
      "demo",
    ),
  );
  const now = (plan: TerraformPlan) => compareWithReview(file, [stack(plan)])[0]!;

  test("the file says that it was provisional, and because of whom", () => {
    expect(file.stacks.demo).toMatchObject({ provisional: true, producers: ["storage"] });
    expect(file.stacks.storage).not.toHaveProperty("provisional");
  });

  test("goes on where only the producer's outputs differ, and this run applied the producer", () => {
    const same = now(
      consumer("new-one", { name: "f", variables: { BUCKET: "new-one", ARN: "arn:aws:s3:::new-one/*" } }),
    );
    expect(same.provisional).toEqual({ producers: ["storage"], sameShape: true });
    expect(stops(same, ["storage"])).toBe(false);
    expect(stops(same, [])).toBe(true);
    expect(describeDifference(same)).toContain("The review was provisional: storage was not applied yet.");
  });

  test("stops where a value differs that is not the producer's", () => {
    const other = now(consumer("new-one", { name: "f", variables: { BUCKET: "new-one", ARN: "arn:aws:s3:::*" } }));
    expect(other.provisional).toEqual({ producers: ["storage"], sameShape: false });
    expect(stops(other, ["storage"])).toBe(true);
  });

  test("stops where an address or an attribute comes on top", () => {
    const more = now(
      consumer("new-one", {
        name: "f",
        variables: { BUCKET: "new-one", ARN: "arn:aws:s3:::new-one/*" },
        role: "admin",
      }),
    );
    expect(stops(more, ["storage"])).toBe(true);
  });
});

test("real plans: a consumer of a stack that changes is provisional", () => {
  const file = fileOf([planned("renamed-bucket"), planned("renamed-bucket-consumer")]);
  expect(file.stacks.pipeline).toMatchObject({ provisional: true, producers: ["storage"] });
  expect(planOf("renamed-bucket-consumer").resource_changes!.every(({ change }) => change.actions[0] === "no-op")).toBe(
    true,
  );
});
