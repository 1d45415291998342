import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { idsFromArguments, typesFoundByTags, typesMadeByPutting } from "../../../cli/recover/import-ids";
import { Testing } from "cdktf";
import { environmentNames } from "../../../src/environments";
import { repository } from "../../../src/environments/repository";
import { BootstrapStack } from "../../../stacks/bootstrap";
import { environment, withModel } from "../../support/environments";
import { StackTemplates } from "../../support/stacks";
import { Template } from "../../support/template";

const known = [...Object.keys(idsFromArguments), ...typesFoundByTags, ...typesMadeByPutting];

it.each(environmentNames)("every type of resource in %s can be adopted, or needs no adoption", (name) => {
  const stacks = Object.values(new StackTemplates(environment(name)).all);
  // The workspace guard exists only in the state.
  const types = stacks.flatMap((stack) => stack.types).filter((type) => type !== "terraform_data");
  expect(types.filter((type) => !known.includes(type))).toEqual([]);
});

it("every type of resource in the bootstrap of an account can be adopted, or needs no adoption", () => {
  const stack = new BootstrapStack(Testing.app(), "bootstrap", { environments: [environment("dev")], repository });
  const { types } = Template.of(stack);
  expect(types.filter((type) => !known.includes(type))).toEqual([]);
});

it("each type is in one of the three lists", () => {
  expect(known.filter((type, index) => known.indexOf(type) !== index)).toEqual([]);
});

it.each(environmentNames)("a target of a rule in %s is put again under the same id", (name) => {
  const schedule = { expression: "rate(1 day)", data: "daily.csv" };
  const template = new StackTemplates(withModel(environment(name), { schedule })).model();
  const targets = template.resources(CloudwatchEventTarget);
  expect(targets.map(({ target_id }) => target_id).sort()).toEqual(["start-pipeline", "state-machine"]);
});

describe("an id made of arguments", () => {
  const values: Readonly<Record<string, string>> = {
    name: "x",
    role: "r",
    function_name: "f",
    statement_id: "s",
    url: "https://token.example.com",
  };
  const idOf = (type: string) => idsFromArguments[type]!((name) => values[name], environment("dev"));

  it.each([
    ["aws_iam_role", "x"],
    ["aws_iam_role_policy", "r:x"],
    ["aws_lambda_permission", "f/s"],
    ["aws_sfn_state_machine", "arn:aws:states:us-east-1:111111111111:stateMachine:x"],
    ["aws_sns_topic", "arn:aws:sns:us-east-1:111111111111:x"],
    ["aws_iam_policy", "arn:aws:iam::111111111111:policy/x"],
    ["aws_iam_openid_connect_provider", "arn:aws:iam::111111111111:oidc-provider/token.example.com"],
  ])("%s: %s", (type, id) => {
    expect(idOf(type)).toBe(id);
  });

  it("is not known where an argument is not", () => {
    expect(idOf("aws_route_table_association")).toBeUndefined();
  });
});
