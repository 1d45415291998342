// The cost in a review: of planned stacks, of stacks that wait for others, and a sentence where there is no estimate.
import type { PlannedStack } from "../../../packages/terraform/planned-stack";
import { parseTerraformPlan } from "../../../packages/terraform/plan-json";
import { costOf } from "../../../cli/review/cost";
import { usd } from "../../../packages/cost/tests/committed-prices";

const region = "us-east-1";
const key = { address: "aws_kms_key.Key", mode: "managed", type: "aws_kms_key", name: "Key", values: {} };
const holding = (...resources: readonly object[]) => ({ root_module: { resources } });

const storage: PlannedStack = {
  stack: "storage",
  status: "planned",
  warnings: [],
  plan: parseTerraformPlan(
    JSON.stringify({
      format_version: "1.2",
      prior_state: { values: holding(key) },
      planned_values: holding(key, { ...key, address: "aws_kms_key.Other", name: "Other" }),
    }),
  ),
};
const pending: PlannedStack = { stack: "pipeline", status: "pending", waitsFor: ["storage"] };
const failed: PlannedStack = { stack: "network", status: "failed", error: "no" };
const synthesized = { pipeline: { resource: { aws_kms_key: { Third: {} } } } };

it("compares what there is with what is planned", () => {
  expect(costOf([storage], {}, region)).toMatchObject({ before: usd("kms.key"), after: 2 * usd("kms.key") });
});

it("counts a stack that waits for others as it was synthesized, and as nothing before", () => {
  expect(costOf([storage, pending], synthesized, region)).toMatchObject({
    before: usd("kms.key"),
    after: 3 * usd("kms.key"),
  });
});

it("is not estimated where a plan failed, and names that plan", () => {
  expect(costOf([storage, failed], {}, region)).toEqual({
    status: "not estimated",
    reason: "network cannot be planned",
  });
});

it("is not estimated in a region without prices, and says how to get them: the review goes on", () => {
  expect(costOf([storage], {}, "eu-central-1")).toEqual({
    status: "not estimated",
    reason: "there are no prices for eu-central-1",
    command: "npm run prices -- --region eu-central-1",
  });
});
