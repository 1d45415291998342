// No secret is seen, wherever it stands, and that there is one is never hidden.
import type { PlannedStack } from "../../terraform/planned-stack";
import { review } from "../review";
import { commentOf, commentOn, inputOf, planOf, planWith } from "./support";

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
    "🔑 **demo**: sensitive value changed, not part of the digest (PLAN_DIGEST_KEY is not set).\n",
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

test("a policy that is sensitive is said to be, not skipped", () => {
  const policy = (action: string) => JSON.stringify({ Statement: { Effect: "Allow", Action: action, Resource: "*" } });
  const comment = commentOn({
    type: "aws_iam_policy",
    before: { policy: policy("s3:GetObject") },
    after: { policy: policy("s3:*") },
    more: { before_sensitive: { policy: true }, after_sensitive: { policy: true } },
  });
  expect(comment).toContain("⚠️ `aws_iam_policy.X`: the policy changes, and is sensitive: it cannot be shown here");
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
