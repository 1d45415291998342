// GitHub accepts 65,536 characters. Important parts are never left out for minor ones, and the comment says what was
// left out.
import type { PlannedStack } from "../../terraform/planned-stack";
import type { TerraformPlan } from "../../terraform/plan-json";
import { type MadeChange, planOf, planWith, review } from "./support";

const limit = 65_000;

function comment(...plans: readonly (readonly [string, TerraformPlan])[]): string {
  const stacks = plans.map(([stack, plan]): PlannedStack => ({ stack, status: "planned", plan, warnings: [] }));
  const constructPaths = Object.fromEntries(
    plans.map(([stack, { resource_changes: changes = [] }]) => [
      stack,
      Object.fromEntries(changes.map(({ address, name }) => [address, `${stack}/Some/Construct/${name}/Resource`])),
    ]),
  );
  return review({ environment: "prod", stacks, constructPaths }).markdown;
}

function times(number: number, make: (index: number) => MadeChange): MadeChange[] {
  return Array.from({ length: number }, (_, index) => make(index));
}

const addition = (index: number): MadeChange => ({
  type: "aws_cloudwatch_metric_alarm",
  name: `Alarm${index}_0123ABCD`,
  actions: ["create"],
  before: null,
  after: { alarm_name: `alarm-${index}`, threshold: index, period: 300, statistic: "Sum" },
  more: { after_unknown: { arn: true, id: true, tags_all: true } },
});
const update = (index: number): MadeChange => ({
  type: "aws_sns_topic",
  name: `Topic${index}`,
  before: { display_name: `before ${index}` },
  after: { display_name: `after ${index}` },
});
const loss: MadeChange = {
  type: "aws_s3_bucket",
  name: "Data",
  actions: ["delete"],
  before: { bucket: "data" },
  after: null,
};

test("500 additions: every resource is listed, attributes of some additions go, and it says of how many", () => {
  const text = comment(["storage", planWith(...times(500, addition), loss, ...times(20, update))]);
  expect(text.length).toBeLessThan(limit);
  expect(text.match(/^\+ create aws_cloudwatch_metric_alarm\./gm)).toHaveLength(500);
  expect(text.match(/^! {5}display_name: /gm)).toHaveLength(20);
  const shown = text.match(/^\+ {5}alarm_name = /gm)?.length ?? 0;
  expect(text).toContain(
    "**Left out**, because a comment holds 65,536 characters: " +
      `the attributes of ${500 - shown} additions of storage. See \`npm run diff -- prod storage\`.\n`,
  );
  expect(text.split("\n").slice(0, 15).join("\n")).toContain(
    "🔴 **bucket** `data` `storage/Some/Construct/Data/Resource`",
  );
});

test("3,000 resources in three stacks: losses and updates are listed, additions become a number by type", () => {
  const half = planWith(...times(1400, addition), ...times(100, update));
  const text = comment(["network", half], ["storage", planWith(loss, ...times(50, update))], ["pipeline", half]);
  expect(text.length).toBeLessThan(limit);
  expect(text).toContain("🔴 **bucket** `data`");
  expect(text.match(/^! update aws_sns_topic\./gm)).toHaveLength(250);
  const listed = text.match(/^\+ create /gm)?.length ?? 0;
  expect(listed).toBeGreaterThan(100);
  const gone = [
    ...text.matchAll(/([\d,]+) additions of (?:network|pipeline) \([\d,]+ aws&#95;cloudwatch&#95;metric&#95;alarm\)/g),
  ];
  expect(gone.reduce((sum, [, number]) => sum + Number(number!.replaceAll(",", "")), 0) + listed).toBe(2800);
  expect(text).toContain(
    "See `npm run diff -- prod network`, `npm run diff -- prod storage` and `npm run diff -- prod pipeline`.",
  );
  expect(text).toContain("| network | 1400 | 100 | 0 | 0 | 0 |");
});

test("thousands of losses and permissions alone are too long: then their ends go, openings and rows first", () => {
  const policy = (index: number) =>
    JSON.stringify({
      Statement: [{ Effect: "Allow", Action: `s3:Get${index}`, Resource: [`arn:aws:s3:::bucket-${index}/*`] }],
    });
  const text = comment([
    "storage",
    planWith(
      ...times(200, (index) => ({ ...loss, name: `Data${index}` })),
      ...times(1500, (index) => ({
        type: "aws_iam_role_policy",
        name: `Policy${index}`,
        actions: ["create"],
        before: null,
        after: { role: `role-${index}`, policy: policy(index) },
      })),
    ),
  ]);
  expect(text.length).toBeLessThan(limit);
  expect(text.match(/^- 🔴 \*\*bucket\*\*/gm)).toHaveLength(200);
  expect(text).toMatch(/the rows of [\d,]+ policies of "Permissions"/);
});

test("even nothing but losses fits, and says how many are missing", () => {
  const text = comment(["storage", planWith(...times(2000, (index) => ({ ...loss, name: `Data${index}` })))]);
  expect(text.length).toBeLessThan(limit);
  expect(text).toContain("## Plan for prod: 2,000 changes can lose data\n");
  const shown = text.match(/^- 🔴 /gm)!.length;
  expect(text).toContain(`${(2000 - shown).toLocaleString("en-US")} lines of "Risks"`);
});

test("many warnings, errors and addresses changed elsewhere do not break it either", () => {
  const long = Array.from({ length: 400 }, (_, line) => `Warning line ${line} ${"x".repeat(200)}`).join("\n");
  const stacks: PlannedStack[] = [
    { stack: "network", status: "failed", error: long },
    { stack: "storage", status: "planned", plan: planWith(loss), warnings: Array.from({ length: 20 }, () => long) },
  ];
  const { markdown } = review({ environment: "prod", stacks, constructPaths: {} });
  expect(markdown.length).toBeLessThan(limit);
  expect(markdown).toContain("🔴 **bucket** `data`");
});

test("a plan that fits leaves nothing out", () => {
  expect(comment(["demo", planOf("everything")])).not.toContain("Left out");
});

test("the same plan gives the same comment, in whatever order Terraform lists it", () => {
  const plan = planOf("everything");
  const reversed = { ...plan, resource_changes: [...plan.resource_changes!].reverse() };
  expect(comment(["demo", reversed])).toBe(comment(["demo", plan]));
});
