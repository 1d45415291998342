// The comment as a whole: order, counts, notes, cost, and the diff of each stack.
import type { PlannedStack } from "../../terraform/planned-stack";
import { parseTerraformPlan } from "../../terraform/plan-json";
import { commentOf, commentOn, inputOf, planned, planWith, review, section } from "./support";

const empty = (stack: string, warnings: readonly string[] = []): PlannedStack => ({
  stack,
  status: "planned",
  plan: planWith(),
  warnings,
});
const of = (...stacks: PlannedStack[]) => review({ environment: "dev", stacks, constructPaths: {} }).markdown;

test("what can hurt, permissions, network, cost, counts, diff: in this order", () => {
  const cost = {
    status: "estimated" as const,
    before: 100,
    after: 126.5,
    pricesAsOf: "2026-07-30",
    lines: ["+26.50 aws_x.Y: Something"],
  };
  const { markdown } = review({ ...inputOf("dev", "everything"), cost, commit: "0123456789abcdef" });
  expect(markdown.match(/^(##.*|<!--.*|<details>.*)$/gm)).toEqual([
    "<!-- mlplatform-review:dev -->",
    "## Plan for dev: 3 changes can lose data, 3 permissions widened, 1 new permission to check, " +
      "1 network opening, 1 resource forgotten",
    "### Risks",
    "### Permissions",
    "### Network, buckets and endpoints",
    "### Monthly cost",
    "### Changes",
    "<details><summary>demo: 14 changes</summary>",
  ]);
  expect(markdown.split("\n")[3]).toBe(
    "**2 to add, 5 to change, 1 to replace, 1 to destroy, 1 to forget, 1 to adopt, 1 to move, 1 to read** in demo. " +
      "Permissions: 2 added, 2 removed. Network: 1 added, 0 removed. " +
      "Cost: 100.00 → 126.50 USD a month (+26.50). Commit `0123456789ab`.",
  );
  expect(section(markdown, "Monthly cost")).toBe(
    "100.00 → 126.50 USD a month (+26.50), by prices of 2026-07-30.\n\n```\n+26.50 aws_x.Y: Something\n```",
  );
});

test.each([
  [{ after: 5 }, "5.00 USD a month"],
  [{ before: 5, after: 5.001 }, "5.00 USD a month, as before"],
  [{ before: 1234.5, after: 0 }, "1,234.50 → 0.00 USD a month (-1,234.50)"],
])("cost %j", (amounts, words) => {
  const { markdown } = review({
    ...inputOf("dev", "everything"),
    cost: { status: "estimated", ...amounts, pricesAsOf: "2026-07-30", lines: [] },
  });
  expect(markdown).toContain(`Cost: ${words}.`);
});

test("a cost that cannot be estimated is a sentence, with the reason", () => {
  const command = "npm run prices -- --region eu-central-1";
  const cost = { status: "not estimated", reason: "there are no prices for eu-central-1", command } as const;
  const { markdown } = review({ ...inputOf("dev", "everything"), cost });
  expect(markdown).toContain(
    "Cost: not estimated: there are no prices for eu-central-1; run `npm run prices -- --region eu-central-1`.\n",
  );
  expect(markdown).not.toContain("### Monthly cost");
});

test("each digest stands in the table and, whole, in its stack's fold", () => {
  const { markdown, json } = review(inputOf("dev", "renamed-bucket", "renamed-bucket-consumer"));
  const { storage } = json.stacks;
  if (storage?.status !== "planned") throw new Error("not planned");
  expect(markdown).toContain(`| storage | 0 | 0 | 9 | 0 | 0 | \`${storage.digest.slice(0, 23)}\` |`);
  expect(markdown).toContain(`\nDigest of this plan: \`${storage.digest}\`\n\n</details>`);
});

test("a provisional digest says so, and until when", () => {
  const { markdown } = review({
    ...inputOf("dev", "renamed-bucket", "wider-iam"),
    environment: "dev",
  });
  expect(markdown).toMatch(/\| pipeline \| 0 \| 4 \| 0 \| 0 \| 0 \| `sha256:[0-9a-f]{16}` provisional \|/);
  expect(markdown).toMatch(/Digest of this plan: `sha256:[0-9a-f]{64}`, provisional until storage is applied\n/);
});

test("stacks that wait are named with what they wait for", () => {
  expect(of(empty("storage"), { stack: "pipeline", status: "pending", waitsFor: ["network"] })).toContain(
    "⏳ **pipeline** is not planned yet: it reads outputs of network, which has to be applied first. It is not part of this review.\n",
  );
});

test("a failed plan comes before everything else", () => {
  const text = of(
    { stack: "storage", status: "failed", error: "  Error: no bucket\n\n    with x" },
    planned("everything"),
  );
  expect(text).toContain("## Plan for dev: planning failed in storage, 3 changes can lose data,");
  expect(text.indexOf("### ❌ storage cannot be planned\n\n```\nError: no bucket\n  with x\n```")).toBeGreaterThan(0);
  expect(text.indexOf("### ❌")).toBeLessThan(text.indexOf("### Risks"));
});

test("warnings of Terraform are kept, also where nothing changes", () => {
  const text = of(empty("network", ["Warning: Deprecated\n\n  with something"]), empty("storage"));
  expect(text).toContain(
    "<details><summary>network: 1 Terraform warning</summary>\n\n```\nWarning: Deprecated\n  with something\n```\n\n</details>",
  );
  expect(text).toContain("No changes in network and storage.");
});

test("what was changed by hand is listed if the code sets it", () => {
  const plan = planWith({
    type: "aws_sns_topic",
    before: { display_name: "by hand" },
    after: { display_name: "code" },
  });
  const drifted = {
    ...plan.resource_changes![0]!,
    change: {
      actions: ["update" as const],
      before: { display_name: "code", arn: null },
      after: { display_name: "by hand", arn: "" },
    },
  };
  const config = (name: string) => ({
    ...plan,
    resource_drift: [drifted],
    configuration: {
      root_module: {
        resources: [
          { address: "aws_sns_topic.X", mode: "managed" as const, type: "aws_sns_topic", expressions: { [name]: {} } },
        ],
      },
    },
  });
  const text = (name: string) => of({ stack: "demo", status: "planned", plan: config(name), warnings: [] });
  expect(text("display_name")).toContain(
    "<details><summary>demo: 1 resource changed outside of Terraform</summary>\n\n```\naws_sns_topic.X\n```\n\n</details>",
  );
  expect(text("arn")).not.toContain("outside of Terraform");
});

describe("the diff", () => {
  test("each kind of change, with construct path and reason (a real plan)", () => {
    const heads = commentOf("dev", "everything").match(
      /^[!+ -] (replace|delete|forget|update|create|import|move|read|output) .*$/gm,
    );
    expect(heads).toEqual([
      "! replace aws_sagemaker_domain.Studio  (demo/Studio/Resource)  # destroyed, then recreated",
      "- delete aws_s3_bucket.Gone",
      "- forget aws_sqs_queue.Forgotten",
      "! update aws_cloudwatch_log_group.Logs  (demo/Logs/Resource)",
      "! update aws_iam_role.Worker  (demo/Worker/Resource)",
      "! update aws_security_group.Inline  (demo/Inline/Resource)",
      "! update aws_sns_topic.Plain  (demo/Plain/Resource)",
      "! update aws_ssm_parameter.Secret  (demo/Secret/Resource)",
      "+ create aws_iam_role_policy.Send  (demo/Send/Resource)",
      "+ create aws_sqs_queue.Fresh  (demo/Fresh/Resource)",
      "+ import aws_iam_policy.boundary  (demo/boundary/Resource)  # adopts arn:aws:iam::123456789012:policy/boundary",
      "! move aws_sqs_queue.New  (demo/New/Resource)  # was aws_sqs_queue.Old",
      "  read data.aws_iam_policy_document.Read  # read during the apply",
      "! output token: (sensitive value) -> (sensitive value)",
    ]);
  });

  const bodyOf = (before: object, after: object, more = {}) => {
    const text = commentOn({ type: "aws_x", before, after, more });
    return text.split("! update aws_x.X\n")[1]!.split("\n```")[0]!.split("\n");
  };

  test("attributes, blocks, lists and what is unknown", () => {
    expect(
      bodyOf(
        { a: 1, gone: "x", block: [{ k: "v", n: 1 }], list: ["a", "b", "c"], same: { x: null } },
        { a: 2, block: [{ k: "v", n: 2 }], list: ["c", "a", "d", "e"], same: {} },
        { after_unknown: { arn: true, block: [{ id: true }] } },
      ),
    ).toEqual([
      "!     a: 1 -> 2",
      "+     arn = (known after apply)",
      "+     block[0].id = (known after apply)",
      "!     block[0].n: 1 -> 2",
      '-     gone = "x"',
      '-     list[1] = "b"',
      '+     list[2] = "d"',
      '+     list[3] = "e"',
    ]);
  });

  test("JSON in a text is compared by what it holds", () => {
    expect(bodyOf({ d: '{"a":{"b":[1,2]},"c":3}' }, { d: '{ "c": 3, "a": { "b": [1, 4] } }' })).toEqual([
      "!     d.a.b[1]: 2 -> 4",
    ]);
  });

  test("of two long texts the part that differs", () => {
    const long = "x".repeat(500);
    expect(bodyOf({ script: `${long}one${long}` }, { script: `${long}two, much${long}` })).toEqual([
      `!     script: …"${"x".repeat(20)}one${"x".repeat(20)}"… -> …"${"x".repeat(20)}two, much${"x".repeat(20)}"…`,
    ]);
  });

  test("what is cut off is shown with its length", () => {
    expect(bodyOf({ a: null }, { a: "y".repeat(1000) })).toEqual([`+     a = "${"y".repeat(239)}… (1,002 characters)`]);
  });

  test("tags_all is shown where it says more than tags", () => {
    expect(
      bodyOf({ tags: { a: "1" }, tags_all: { a: "1" } }, { tags: { a: "2" }, tags_all: { a: "2", provider: "p" } }),
    ).toEqual(['!     tags.a: "1" -> "2"', '+     tags_all.provider = "p"']);
  });
});

describe("what Terraform printed", () => {
  test("is checked before it is used", () => {
    expect(() => parseTerraformPlan("Error!")).toThrow(/^terraform show -json printed no JSON: /);
    expect(() => parseTerraformPlan('{"format_version":"1.2","resource_changes":[{"address":1}]}')).toThrow(
      /^This is not the plan format that Terraform 1\.10 to 1\.13 prints:\n {2}- resource_changes\.0\.address: /,
    );
  });
});
