import { foreignResources } from "../../../cli/recover/ownership";
import { parseTerraformPlan } from "../../../packages/terraform/plan-json";

const address = "aws_sns_topic.Topic_1";
const ours = { Project: "mlplatform", Environment: "dev", ConstructPath: "pipeline/FailureTopic/Resource" };

function found(before: unknown, importing: unknown = { id: "arn:topic" }): string[] {
  const change = { actions: ["update"], before, after: {}, importing };
  const one = { address, mode: "managed", type: "aws_sns_topic", name: "Topic_1", change };
  const plan = parseTerraformPlan(JSON.stringify({ format_version: "1.2", resource_changes: [one] }));
  return foreignResources(plan, { [address]: "pipeline/FailureTopic/Resource" }, "dev");
}

it.each([
  ["carries our tags", { tags_all: ours }],
  ["carries more tags than ours", { tags_all: { ...ours, Team: "a" } }],
  ["has no tags: a run was killed before it tagged it", { tags_all: {} }],
  ["is of a type that takes no tags", { policy: "{}" }],
  ["has tags that the provider does not tell apart", { tags: ours, tags_all: null }],
])("what %s is adopted", (_, before) => {
  expect(found(before)).toEqual([]);
});

it("what is not to be adopted is not looked at", () => {
  expect(found({ tags_all: { Environment: "prod" } }, null)).toEqual([]);
});

it("what is another environment's is not adopted", () => {
  expect(found({ tags_all: { ...ours, Environment: "prod" } })).toEqual([
    "pipeline/FailureTopic/Resource exists as arn:topic, but its tags say that it is somebody else's (Environment: prod). " +
      "Delete it; or, if it does belong here, set Environment=dev. Then run this again.",
  ]);
});

it("what somebody made by hand is not adopted, and all that is missing is said", () => {
  expect(found({ tags_all: { Owner: "me" } })[0]).toContain("(Project: none, Environment: none, ConstructPath: none)");
});
