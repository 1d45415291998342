import { changeLines, countChanges, describeCounts } from "../../../cli/plan/summary";
import type { TerraformPlan } from "../../../packages/terraform/plan-json";

function plan(
  ...changes: readonly (readonly [name: string, actions: readonly string[], importing?: boolean])[]
): TerraformPlan {
  return {
    format_version: "1.2",
    resource_changes: changes.map(([name, actions, importing]) => ({
      address: `aws_sns_topic.${name}`,
      mode: "managed",
      type: "aws_sns_topic",
      name,
      change: { actions, ...(importing && { importing: { id: name } }) },
    })),
  } as TerraformPlan;
}

it("counts what is done to resources, a replacement once", () => {
  const all = plan(
    ["a", ["create"]],
    ["b", ["delete", "create"]],
    ["c", ["update"]],
    ["d", ["no-op"]],
    ["e", ["delete"]],
  );
  const none = { import: 0, move: 0, forget: 0 };
  expect(countChanges(all)).toEqual({ ...none, create: 1, update: 1, replace: 1, delete: 1 });
  expect(describeCounts(countChanges(all))).toBe("1 to add, 1 to change, 1 to replace, 1 to destroy");
});

it("says so where outputs alone change", () => {
  expect(describeCounts(countChanges(plan(["a", ["no-op"]])))).toBe("outputs only");
});

it("tells what only the state will know: moves and what is forgotten", () => {
  const [from, forgotten] = plan(["new", ["no-op"]], ["gone", ["forget"]]).resource_changes!;
  const quiet = { ...plan(), resource_changes: [{ ...from!, previous_address: "aws_sns_topic.old" }, forgotten!] };
  expect(describeCounts(countChanges(quiet))).toBe("1 to move, 1 to forget");
  expect(changeLines(quiet, {})).toEqual([
    "- forget  aws_sns_topic.gone (aws_sns_topic)",
    "> move    aws_sns_topic.new (aws_sns_topic, was aws_sns_topic.old)",
  ]);
});

it("tells what is lost first, by the path of the construct", () => {
  const all = plan(["a", ["create"]], ["b", ["no-op"], true], ["c", ["delete", "create"]], ["d", ["delete"]]);
  expect(changeLines(all, { "aws_sns_topic.d": "pipeline/Topic" })).toEqual([
    "- destroy pipeline/Topic (aws_sns_topic)",
    "± replace aws_sns_topic.c (aws_sns_topic)",
    "= adopt   aws_sns_topic.b (aws_sns_topic)",
    "+ add     aws_sns_topic.a (aws_sns_topic)",
  ]);
});

it("tells ten additions and counts the others, but never hides a loss", () => {
  const additions = Array.from(
    { length: 14 },
    (_, index) => [`a${String(index).padStart(2, "0")}`, ["create"]] as const,
  );
  const lines = changeLines(plan(...additions, ["z", ["delete"]]), {});
  expect(lines).toHaveLength(12);
  expect(lines[0]).toBe("- destroy aws_sns_topic.z (aws_sns_topic)");
  expect(lines.at(-1)).toBe("  … and 4 more to add");
});
