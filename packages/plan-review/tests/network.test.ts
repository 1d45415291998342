// Who can reach whom from now on.
import { commentOf, commentOn, type MadeChange, section } from "./support";

const network = (...changes: MadeChange[]) => section(commentOn(...changes), "Network, buckets and endpoints");
const created = (type: string, after: object): MadeChange => ({ type, actions: ["create"], before: null, after });

test("a rule for everyone, from a real plan", () => {
  expect(section(commentOf("prod", "opening"), "Network, buckets and endpoints")).toBe(
    [
      "- ⚠️ `network/SecurityGroups/Endpoints/FromAnywhere`: **open to the whole internet**: `in tcp 443 from 0.0.0.0/0`",
      "",
      "`network/SecurityGroups/Endpoints/FromAnywhere` (`aws_vpc_security_group_ingress_rule.SecurityGroups_Endpoints_FromAnywhere_E58093DC`)",
      "```diff",
      "+ in tcp 443 from 0.0.0.0/0",
      "```",
    ].join("\n"),
  );
});

test("rules inside a security group: only what is added", () => {
  expect(section(commentOf("dev", "everything"), "Network, buckets and endpoints")).toContain(
    "`demo/Inline/Resource` (`aws_security_group.Inline`)\n```diff\n+ in tcp 443 from 0.0.0.0/0\n```",
  );
});

test.each<[string, object, string, string | undefined]>([
  [
    "private addresses",
    { cidr_ipv4: "10.1.0.0/16", ip_protocol: "tcp", from_port: 80, to_port: 90 },
    "in tcp 80-90 from 10.1.0.0/16",
    undefined,
  ],
  [
    "public addresses",
    { cidr_ipv4: "8.8.8.0/24", ip_protocol: "tcp", from_port: 80, to_port: 80 },
    "in tcp 80 from 8.8.8.0/24",
    "open to public addresses",
  ],
  [
    "half the internet",
    { cidr_ipv4: "0.0.0.0/1", ip_protocol: "tcp", from_port: 80, to_port: 80 },
    "in tcp 80 from 0.0.0.0/1",
    "open to public addresses",
  ],
  [
    "a range that only begins privately",
    { cidr_ipv4: "172.16.0.0/8", ip_protocol: "tcp", from_port: 80, to_port: 80 },
    "in tcp 80 from 172.16.0.0/8",
    "open to public addresses",
  ],
  [
    "everyone by IPv6",
    { cidr_ipv6: "::/0", ip_protocol: "-1" },
    "in every port from ::/0",
    "open to the whole internet, on every port",
  ],
  [
    "a group",
    { referenced_security_group_id: "sg-1", ip_protocol: "tcp", from_port: 443, to_port: 443 },
    "in tcp 443 from sg-1",
    undefined,
  ],
])("an ingress rule: %s", (_name, after, row, opens) => {
  const text = network(created("aws_vpc_security_group_ingress_rule", after));
  expect(text).toContain(`+ ${row}\n`);
  if (opens) expect(text).toContain(`**${opens}**`);
  else expect(text).not.toContain("⚠️");
});

test("an older kind of rule, and the way out", () => {
  const rule = { type: "egress", protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"], self: false };
  expect(network(created("aws_security_group_rule", rule))).toContain(
    "**can reach the whole internet, on every port**",
  );
});

test.each<[string, MadeChange, string]>([
  ["an internet gateway", created("aws_internet_gateway", { vpc_id: "vpc-1" }), "+ internet gateway vpc-1"],
  ["a NAT gateway", created("aws_nat_gateway", { subnet_id: "s-1" }), "+ NAT gateway s-1"],
  [
    "a route",
    created("aws_route", { destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }),
    "+ route to 0.0.0.0/0 through igw-1",
  ],
  [
    "a route in a table",
    {
      type: "aws_route_table",
      before: { route: [] },
      after: { route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" }] },
    },
    "+ route to 0.0.0.0/0 through nat-1",
  ],
  [
    "a bucket's block of public access",
    {
      type: "aws_s3_bucket_public_access_block",
      before: { block_public_policy: true },
      after: { block_public_policy: false },
    },
    "+ block_public_policy: public bucket policies are no longer blocked",
  ],
  [
    "that block, deleted",
    {
      type: "aws_s3_bucket_public_access_block",
      actions: ["delete"],
      before: { block_public_policy: true },
      after: null,
    },
    "- the bucket's public access block",
  ],
  [
    "a public address of a function",
    created("aws_lambda_function_url", { authorization_type: "NONE" }),
    "authorization NONE",
  ],
  [
    "a notebook's way to the internet",
    created("aws_sagemaker_notebook_instance", { direct_internet_access: "Enabled" }),
    "+ direct_internet_access: reaches the internet directly",
  ],
])("an opening: %s", (_name, change, row) => {
  const text = network(change);
  expect(text).toContain(row);
  expect(text).toContain("**opens the network**");
});

test("a VPC endpoint is a way in, but not an opening; its policy is shown with it", () => {
  const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] });
  const text = network(created("aws_vpc_endpoint", { service_name: "com.amazonaws.us-east-1.s3", policy }));
  expect(text).toContain("+ VPC endpoint com.amazonaws.us-east-1.s3\n");
  expect(text).not.toContain("opens the network");
  expect(text).toContain("**every action of every service, every resource, anyone, without a condition**");
});

test("what was open already, or closes, is not an opening", () => {
  expect(
    network({
      type: "aws_route_table",
      before: { route: [{ cidr_block: "0.0.0.0/0", gateway_id: "i" }] },
      after: { route: [] },
    }),
  ).toBe(["`aws_route_table.X`", "```diff", "- route to 0.0.0.0/0 through i", "```"].join("\n"));
});
