// Which resources of a stack may exist without being in its state, by the state, the tags and the stack.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { candidates } from "../../../cli/recover/candidates";
import { codeFile, SynthesizedStack } from "../../../packages/terraform/synthesis";
import { environment } from "../../support/environments";
import { scratch } from "../../support/scratch";

const resource = (path: string, more: object = {}) => ({ ...more, "//": { metadata: { path } } });
const stack = {
  resource: {
    aws_vpc: { Vpc: resource("network/Vpc") },
    aws_subnet: { Subnet: resource("network/Subnet", { vpc_id: "${aws_vpc.Vpc.id}" }) },
    aws_route_table: { Table: resource("network/Table") },
    aws_route_table_association: {
      Association: resource("network/Association", {
        subnet_id: "${aws_subnet.Subnet.id}",
        route_table_id: "${aws_route_table.Table.id}",
      }),
    },
    aws_iam_role: { Role: resource("network/Role", { name: "mlplatform-dev-flow-logs" }) },
    aws_iam_role_policy: { Policy: resource("network/Policy", { name: "logs", role: "${aws_iam_role.Role.name}" }) },
    aws_cloudwatch_event_target: { Target: resource("network/Target") },
  },
};

function found(tagged: Record<string, string[]>, held: Record<string, string[]> = {}) {
  const folder = scratch();
  writeFileSync(join(folder, codeFile), JSON.stringify(stack));
  const resources = Object.entries(held).map(([address, ids]) => {
    const [type, name] = address.split(".") as [string, string];
    return { mode: "managed", type, name, instances: ids.map((id) => ({ attributes: { id } })) };
  });
  return candidates({
    stack: new SynthesizedStack("network", folder),
    state: { resources },
    tagged: new Map(Object.entries(tagged)),
    environment: environment("dev"),
  });
}

function idsFound(...given: Parameters<typeof found>) {
  return Object.fromEntries(found(...given).map(({ constructPath, id }) => [constructPath, id]));
}

const byName = { "network/Role": "mlplatform-dev-flow-logs", "network/Policy": "mlplatform-dev-flow-logs:logs" };

it("what has a name of its own may exist under it; what nobody tagged does not exist", () => {
  expect(idsFound({})).toEqual(byName);
});

it("what is tagged exists, and an id made of others follows", () => {
  expect(idsFound({ "network/Subnet": ["subnet-1"], "network/Table": ["rtb-1"] })).toEqual({
    ...byName,
    "network/Subnet": "subnet-1",
    "network/Table": "rtb-1",
    "network/Association": "subnet-1/rtb-1",
  });
});

it("what the state knows is no candidate, but others refer to it", () => {
  const held = { "aws_subnet.Subnet": ["subnet-1"], "aws_iam_role.Role": ["mlplatform-dev-flow-logs"] };
  expect(idsFound({ "network/Subnet": ["subnet-1"], "network/Table": ["rtb-1"] }, held)).toEqual({
    "network/Policy": byName["network/Policy"],
    "network/Table": "rtb-1",
    "network/Association": "subnet-1/rtb-1",
  });
});

it("an unfinished replacement is two that the state knows", () => {
  const held = { "aws_vpc.Vpc": ["vpc-2", "vpc-1"] };
  expect(idsFound({ "network/Vpc": ["vpc-1", "vpc-2"] }, held)).toEqual(byName);
});

it("what exists twice is left to a person", () => {
  expect(() => found({ "network/Vpc": ["vpc-1", "vpc-2"] })).toThrow(
    "network/Vpc exists 2 times: vpc-1, vpc-2. Delete all but one of them, then run this again.",
  );
});

it("what exists beside the one of the state, too", () => {
  expect(() => found({ "network/Vpc": ["vpc-1", "vpc-2"] }, { "aws_vpc.Vpc": ["vpc-2"] })).toThrow(
    "network/Vpc exists 2 times: vpc-2, vpc-1. Delete all but vpc-2, which the state knows, then run this again.",
  );
});

it("each says what it was made after", () => {
  const all = found({ "network/Subnet": ["subnet-1"], "network/Table": ["rtb-1"] });
  expect(Object.fromEntries(all.map(({ constructPath, after }) => [constructPath, after]))).toEqual({
    "network/Subnet": ["aws_vpc.Vpc"],
    "network/Table": [],
    "network/Association": ["aws_subnet.Subnet", "aws_route_table.Table"],
    "network/Role": [],
    "network/Policy": ["aws_iam_role.Role"],
  });
});
