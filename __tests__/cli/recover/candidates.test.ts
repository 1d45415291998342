// Which resources of a stack may exist without being known: the state, the tags and the stack itself say.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { candidates } from "../../../cli/recover/candidates";
import type { Deployment } from "../../../cli/deploy/deployment";
import { AwsStandIn } from "../../lambda-src/support/aws-stand-in";
import { environment } from "../../support/environments";
import { scratch } from "../../support/scratch";

let aws: AwsStandIn;
beforeAll(async () => void (aws = await AwsStandIn.start()));
afterAll(() => aws.stop());

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

async function found(tagged: Record<string, string[]>, held: Record<string, string[]> = {}) {
  const folder = scratch();
  mkdirSync(join(folder, "stacks", "network"), { recursive: true });
  writeFileSync(join(folder, "stacks", "network", "cdk.tf.json"), JSON.stringify(stack));
  const resources = Object.entries(held).map(([address, ids]) => {
    const [type, name] = address.split(".");
    return { mode: "managed", type, name, instances: ids.map((id) => ({ attributes: { id } })) };
  });
  aws.reset(({ url }) => {
    const prefix = new URL(url, "http://s3").searchParams.get("prefix");
    if (prefix === null) return { body: JSON.stringify({ resources }) };
    return { body: `<ListBucketResult><Contents><Key>${prefix}</Key></Contents></ListBucketResult>` };
  });
  const settings = { region: "us-east-1", endpoint: process.env.AWS_ENDPOINT_URL, forcePathStyle: true };
  const deployment = { environment: environment("dev"), folder, aws: settings, variables: {} } as Deployment;
  return candidates(deployment, "network", new Map(Object.entries(tagged)));
}

async function idsFound(...given: Parameters<typeof found>) {
  return Object.fromEntries((await found(...given)).map(({ constructPath, id }) => [constructPath, id]));
}

const byName = { "network/Role": "mlplatform-dev-flow-logs", "network/Policy": "mlplatform-dev-flow-logs:logs" };

it("what has a name of its own may exist under it; what nobody tagged does not exist", async () => {
  expect(await idsFound({})).toEqual(byName);
});

it("what is tagged exists, and an id made of others follows", async () => {
  expect(await idsFound({ "network/Subnet": ["subnet-1"], "network/Table": ["rtb-1"] })).toEqual({
    ...byName,
    "network/Subnet": "subnet-1",
    "network/Table": "rtb-1",
    "network/Association": "subnet-1/rtb-1",
  });
});

it("what the state knows is no candidate, but others refer to it", async () => {
  const held = { "aws_subnet.Subnet": ["subnet-1"], "aws_iam_role.Role": ["mlplatform-dev-flow-logs"] };
  expect(await idsFound({ "network/Subnet": ["subnet-1"], "network/Table": ["rtb-1"] }, held)).toEqual({
    "network/Policy": byName["network/Policy"],
    "network/Table": "rtb-1",
    "network/Association": "subnet-1/rtb-1",
  });
});

it("an unfinished replacement is two that the state knows", async () => {
  const held = { "aws_vpc.Vpc": ["vpc-2", "vpc-1"] };
  expect(await idsFound({ "network/Vpc": ["vpc-1", "vpc-2"] }, held)).toEqual(byName);
});

it("what exists twice is left to a person", async () => {
  await expect(found({ "network/Vpc": ["vpc-1", "vpc-2"] })).rejects.toThrow(
    "network/Vpc exists 2 times: vpc-1, vpc-2. Delete all but one of them, then run this again.",
  );
});

it("what exists beside the one of the state, too", async () => {
  await expect(found({ "network/Vpc": ["vpc-1", "vpc-2"] }, { "aws_vpc.Vpc": ["vpc-2"] })).rejects.toThrow(
    "network/Vpc exists 2 times: vpc-2, vpc-1. Delete all but vpc-2, which the state knows, then run this again.",
  );
});

it("each says what it was made after", async () => {
  const all = await found({ "network/Subnet": ["subnet-1"], "network/Table": ["rtb-1"] });
  expect(Object.fromEntries(all.map(({ constructPath, after }) => [constructPath, after]))).toEqual({
    "network/Subnet": ["aws_vpc.Vpc"],
    "network/Table": [],
    "network/Association": ["aws_subnet.Subnet", "aws_route_table.Table"],
    "network/Role": [],
    "network/Policy": ["aws_iam_role.Role"],
  });
});
