// Findings as data, for programs: each has its location, its severity, and the rows that show it.
import { factsOf } from "../facts";
import { findingKinds } from "../finding";
import { textOf } from "../sentence";
import { type Fixture, inputOf, type MadeChange, planWith, review } from "./support";

const found = (environment: string, ...fixtures: Fixture[]) => review(inputOf(environment, ...fixtures)).json.findings;

test("a real plan: the loudest first, each with stack, address and construct path", () => {
  const findings = found("dev", "everything");
  expect(findings.map(({ kind, severity, area, address }) => [kind, severity, area, address])).toEqual([
    ["data-loss", "high", "resources", "aws_sagemaker_domain.Studio"],
    ["data-loss", "high", "resources", "aws_s3_bucket.Gone"],
    ["data-loss", "high", "resources", "aws_cloudwatch_log_group.Logs"],
    ["forgotten", "low", "resources", "aws_sqs_queue.Forgotten"],
    ["wider-permission", "medium", "permissions", "aws_iam_role.Worker"],
    ["wider-permission", "medium", "permissions", "aws_iam_role.Worker"],
    ["wider-permission", "medium", "permissions", "aws_iam_role.Worker"],
    ["new-permission", "medium", "permissions", "aws_iam_role_policy.Send"],
    ["network-opening", "medium", "network", "aws_security_group.Inline"],
    ["new-stateful-resource", "info", "resources", "aws_sqs_queue.Fresh"],
    ["cost", "info", "cost", undefined],
  ]);
  expect(new Set(findings.flatMap(({ stack }) => stack ?? []))).toEqual(new Set(["demo"]));
});

test("sentences are plain text, rows say what is added", () => {
  expect(found("prod", "opening")[0]).toEqual({
    kind: "network-opening",
    severity: "medium",
    area: "network",
    stack: "network",
    address: "aws_vpc_security_group_ingress_rule.SecurityGroups_Endpoints_FromAnywhere_E58093DC",
    constructPath: "network/SecurityGroups/Endpoints/FromAnywhere",
    sentence: "network/SecurityGroups/Endpoints/FromAnywhere: open to the whole internet",
    rows: ["+ in tcp 443 from 0.0.0.0/0"],
  });
});

test("what the code says about a wildcard is the note of its finding", () => {
  expect(found("prod", "wider-iam")[0]).toMatchObject({
    sentence: "pipeline/Functions/EvaluateModel/Role/Policy: every action of s3, a wider pattern than before",
    rows: ["Allow s3:* on arn:aws:s3:::mlplatform-prod-artifacts-123456789012/runs/*"],
    note: expect.stringMatching(/^The code says: Objects are named by uploads/) as string,
  });
});

test("the cost change is a finding, with its largest differences as rows", () => {
  const cost = {
    status: "estimated" as const,
    before: 1,
    after: 3.5,
    pricesAsOf: "2026-07-30",
    lines: ["+2.50 USD x"],
  };
  expect(review({ ...inputOf("dev", "everything"), cost }).json.findings.at(-1)).toEqual({
    kind: "cost",
    severity: "info",
    area: "cost",
    sentence: "1.00 → 3.50 USD a month (+2.50)",
    rows: ["+2.50 USD x"],
    note: "by prices of 2026-07-30",
  });
});

test("facts hold true values, and what renderers get does not", () => {
  const change: MadeChange = {
    type: "aws_s3_bucket",
    actions: ["delete"],
    before: { bucket: "a-secret-name" },
    after: null,
    more: { before_sensitive: { tags: true } },
  };
  const secret: MadeChange = {
    type: "aws_ssm_parameter",
    before: { value: "a-secret-name" },
    after: { value: "another-secret" },
    more: { before_sensitive: { value: true }, after_sensitive: { value: true } },
  };
  const plan = planWith(change, secret);
  const stacks = [{ stack: "demo", status: "planned" as const, plan, warnings: [] }];
  const input = { environment: "dev", stacks, constructPaths: {} };
  expect(textOf(factsOf(input).findings[0]!.sentence)).toContain("a-secret-name");
  const { json, facts } = review(input);
  expect(JSON.stringify([json.findings, facts.findings, facts.stacks])).not.toContain("a-secret-name");
  expect(json.findings[0]!.sentence).toMatch(/^bucket \(sensitive value\) aws_s3_bucket\.X is deleted/);
});

test("our own words are never hidden, whatever a secret reads", () => {
  const words = ["is deleted", "bucket", "every object in it", "data-loss"];
  const secrets = words.map((value, index): MadeChange => ({
    type: "aws_ssm_parameter",
    name: `P${index}`,
    actions: ["create"],
    before: null,
    after: { value },
    more: { after_sensitive: { value: true } },
  }));
  const bucket: MadeChange = { type: "aws_s3_bucket", actions: ["delete"], before: { bucket: "b" }, after: null };
  const stacks = [{ stack: "demo", status: "planned" as const, plan: planWith(...secrets, bucket), warnings: [] }];
  expect(review({ environment: "dev", stacks, constructPaths: {} }).json.findings[0]!.sentence).toBe(
    "bucket b aws_s3_bucket.X is deleted, and the plan does not say why. Lost: every object in it",
  );
});

test("the order of kinds is the order of severity", () => {
  expect(findingKinds[0]).toBe("refused-destruction");
  expect(findingKinds.at(-1)).toBe("cost");
});
