// No secret is ever shown, but that there is one always is.
import type { PlannedStack } from "../../terraform/planned-stack";
import { commentOf, commentOn, inputOf, type MadeChange, planOf, planWith, review } from "./support";

const secret = "correct-horse-battery";

test("the fixture has it in clear: in attributes, outputs, a variable, and where nothing marks it", () => {
  const plan = planOf("everything");
  expect(plan.variables!.password!.value).toBe(secret);
  expect(JSON.stringify(plan.resource_changes)).toContain(`"description":"uses ${secret}"`);
});

test("neither the comment nor the file holds it", () => {
  const { markdown, json } = review(inputOf("dev", "everything"));
  expect(markdown).not.toContain(secret);
  expect(JSON.stringify(json)).not.toContain(secret);
});

test("each place says that there is one", () => {
  const comment = commentOf("dev", "everything");
  expect(comment).toContain("!     value: (sensitive value) -> (sensitive value)\n");
  expect(comment).toContain('+     description = "uses (sensitive value)"\n');
  expect(comment).toContain("! output token: (sensitive value) -> (sensitive value)\n");
  expect(comment).toContain(
    "🔑 **demo** changes a sensitive value that its digest does not cover (PLAN_DIGEST_KEY is not set).\n",
  );
  expect(review({ ...inputOf("dev", "everything"), digestKey: "k" }).markdown).not.toContain("🔑");
});

test("not in errors and warnings either, of any stack", () => {
  const stacks: PlannedStack[] = [
    { stack: "demo", status: "planned", plan: planOf("everything"), warnings: [`Warning: do not print ${secret}`] },
    { stack: "other", status: "failed", error: `Error: invalid value ${secret}` },
  ];
  const { markdown } = review({ environment: "dev", stacks, constructPaths: {} });
  expect(markdown).not.toContain(secret);
  expect(markdown).toContain("Error: invalid value (sensitive value)");
  expect(markdown).toContain("Warning: do not print (sensitive value)");
});

test("inside lists and blocks, and in what was sensitive only before", () => {
  const comment = commentOn({
    type: "aws_thing",
    before: { was: "visible-before", list: [{ name: "a", key: "first-secret" }], short: "pw" },
    after: { was: "visible-after", list: [{ name: "b", key: "second-secret" }], short: "px" },
    more: {
      before_sensitive: { was: true, list: [{ key: true }], short: true },
      after_sensitive: { list: [{ key: true }] },
    },
  });
  for (const text of ["visible-before", "visible-after", "first-secret", "second-secret", '"pw"', '"px"']) {
    expect(comment).not.toContain(text);
  }
  expect(comment).toContain(
    [
      "! update aws_thing.X",
      "!     list[0].key: (sensitive value) -> (sensitive value)",
      '!     list[0].name: "a" -> "b"',
      "!     short: (sensitive value) -> (sensitive value)",
      "!     was: (sensitive value) -> (sensitive value)",
    ].join("\n"),
  );
});

test("a secret in JSON that is not marked is found although it is escaped there", () => {
  const password = 'quo"te\\d-secret';
  const comment = commentOn({
    type: "aws_thing",
    actions: ["create"],
    before: null,
    after: { password, policy: JSON.stringify({ a: password }), copy: password },
    more: { after_sensitive: { password: true } },
  });
  expect(comment).not.toContain("d-secret");
  expect(comment).toContain('policy = {"a":(sensitive value)}');
});

test("a sensitive policy is reported, not skipped", () => {
  const policy = (action: string) => JSON.stringify({ Statement: { Effect: "Allow", Action: action, Resource: "*" } });
  const comment = commentOn({
    type: "aws_iam_policy",
    before: { policy: policy("s3:GetObject") },
    after: { policy: policy("s3:*") },
    more: { before_sensitive: { policy: true }, after_sensitive: { policy: true } },
  });
  expect(comment).toContain("⚠️ `aws_iam_policy.X`: the policy changes, but it is sensitive and cannot be shown here");
  expect(comment).not.toContain("s3:");
});

test("an update that changes nothing but secrets says so", () => {
  const plan = planWith({
    type: "aws_thing",
    before: { password: "first-password", text: "has first-password" },
    after: { password: "first-password", text: "has first-password" },
    more: { before_sensitive: { password: true }, after_sensitive: { password: true } },
  });
  const stacks: PlannedStack[] = [{ stack: "demo", status: "planned", plan, warnings: [] }];
  expect(review({ environment: "dev", stacks, constructPaths: {} }).markdown).toContain(
    "! update aws_thing.X\n!     # only values that must not be shown\n",
  );
});

describe("secrets whose texts are those that the judges look for", () => {
  const parameter = (name: string, value: string): MadeChange => ({
    type: "aws_ssm_parameter",
    name,
    actions: ["create"],
    before: null,
    after: { name: `/${name}`, value },
    more: { after_sensitive: { value: true } },
  });
  const poison = [
    "Statement",
    "Action",
    "Principal",
    "0.0.0.0/0",
    "Enabled",
    "mlplatform-data",
    "expiration",
    "InstanceType",
    "policy",
  ].map((value, index) => parameter(`P${index}`, value));
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const definition = (type: string) =>
    JSON.stringify({ States: { Config: { Parameters: { ProductionVariants: [{ InstanceType: type }] } } } });
  const changes: readonly MadeChange[] = [
    {
      type: "aws_iam_role_policy",
      actions: ["create"],
      before: null,
      after: { role: "mlplatform-x", policy: policy(all) },
    },
    {
      type: "aws_vpc_security_group_ingress_rule",
      actions: ["create"],
      before: null,
      after: { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
    },
    {
      type: "aws_s3_bucket_policy",
      actions: ["create"],
      before: null,
      after: { bucket: "mlplatform-data", policy: policy({ ...all, Principal: "*", Action: "s3:*" }) },
    },
    {
      type: "aws_s3_bucket_versioning",
      before: { bucket: "mlplatform-data", versioning_configuration: [{ status: "Enabled" }] },
      after: { bucket: "mlplatform-data", versioning_configuration: [{ status: "Suspended" }] },
    },
    {
      type: "aws_s3_bucket_lifecycle_configuration",
      before: { bucket: "mlplatform-data", rule: [] },
      after: { bucket: "mlplatform-data", rule: [{ expiration: [{ days: 1 }] }] },
    },
    { type: "aws_s3_bucket", actions: ["delete"], before: { bucket: "mlplatform-data" }, after: null },
    {
      type: "aws_sfn_state_machine",
      before: { definition: definition("ml.m5.large") },
      after: { definition: definition("ml.m5.xlarge") },
    },
  ];

  test("take nothing from what is judged", () => {
    const verdict = (comment: string) => comment.split("\n")[1];
    const comment = commentOn(...poison, ...changes);
    expect(verdict(comment)).toBe(verdict(commentOn(...changes)));
    expect(verdict(comment)).toBe(
      "## Plan for dev: 3 changes can lose data, 1 endpoint change, 2 new permissions to check, 1 network opening",
    );
    for (const line of [
      "⚠️ `aws_iam_role_policy.X`: **every action of every service, every resource**: `Allow * on *`",
      "⚠️ `aws_s3_bucket_policy.X`: **every action of s3, every resource, anyone, without a condition**",
      "⚠️ `aws_vpc_security_group_ingress_rule.X`: **open to the whole internet, on every port**: `in every port from (sensitive value)`",
      "🔴 **update** `aws_s3_bucket_versioning.X`: versions are no longer kept",
      "🔴 **bucket** `(sensitive value)` `aws_s3_bucket.X` **is deleted**",
      "🔵 **endpoint**: instance type `ml.m5.large -> ml.m5.xlarge`",
    ]) {
      expect(comment).toContain(line);
    }
  });

  test("are not printed: not as values, as parts of them, or as names of members", () => {
    const values = commentOn(...poison, ...changes)
      .split("\n")
      .filter((line) => /^[-+!] {5}/.test(line))
      .map((line) => line.replace(/^. {5}[^=:]*/, ""));
    expect(values.join("\n")).toMatch(/\(sensitive value\)/);
    expect(values.join("\n")).not.toMatch(/Statement|Action|Principal|0\.0\.0\.0|Enabled|mlplatform-data|InstanceType/);
  });
});

test("a secret at the place where a text is cut is hidden whole", () => {
  const long = (text: string) => `${"a".repeat(230)}${secret}${text}${"z".repeat(300)}`;
  const comment = commentOn(
    {
      type: "aws_thing",
      actions: ["create"],
      before: null,
      after: { password: secret, text: long("") },
      more: { after_sensitive: { password: true } },
    },
    { type: "aws_other", before: { text: long("1") }, after: { text: long("2") } },
  );
  expect(comment).not.toContain("correct");
  expect(comment).not.toContain("battery");
});

test("a text of which only a secret changes is listed, without it", () => {
  const of = (password: string) => ({ password, text: `has ${password}` });
  const comment = commentOn({
    type: "aws_thing",
    before: of("first-password"),
    after: of("second-password"),
    more: { before_sensitive: { password: true }, after_sensitive: { password: true } },
  });
  expect(comment).toContain('!     text: "has (sensitive value)" -> "has (sensitive value)"\n');
});

test("each line of a secret that has several is hidden, however an error indents it", () => {
  const key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----";
  const plan = planWith({
    type: "aws_thing",
    actions: ["create"],
    before: null,
    after: { key },
    more: { after_sensitive: { key: true } },
  });
  const stacks: PlannedStack[] = [
    { stack: "demo", status: "planned", plan, warnings: [] },
    { stack: "other", status: "failed", error: `Error: bad key\n    │ ${key.replaceAll("\n", "\n    │ ")}` },
  ];
  expect(review({ environment: "dev", stacks, constructPaths: {} }).markdown).not.toMatch(/MIIE|BEGIN/);
});
