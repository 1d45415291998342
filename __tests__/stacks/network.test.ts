import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { TerraformStack, Testing } from "cdktf";
import type { NetworkConsumer } from "../../src/network";
import { functions, jobs } from "../../src/training/network-consumers";
import { NetworkStack } from "../../stacks/network";
import { environment } from "../support/environments";
import { networkTemplate } from "../support/stacks";
import { statement, statements, Template } from "../support/template";

const prod = networkTemplate(environment("prod"));
const dev = networkTemplate(environment("dev"));
const ref = (id: string) => expect.stringMatching(new RegExp(`^\\$\\{aws_[a-z_]+\\.${id}_[0-9A-F]{8}\\.id\\}$`));

describe("the VPC", () => {
  it("resolves the services' own names, which private DNS needs", () => {
    expect(prod.only(Vpc)).toMatchObject({
      cidr_block: "10.40.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
    });
  });

  it("has a private subnet in each zone, all on one route table", () => {
    const subnets = prod.resources(Subnet).map(({ availability_zone, cidr_block }) => [availability_zone, cidr_block]);
    expect(subnets).toEqual([
      ["us-east-1a", "10.40.0.0/18"],
      ["us-east-1b", "10.40.64.0/18"],
      ["us-east-1c", "10.40.128.0/18"],
    ]);
    expect(prod.resources(Subnet).every((subnet) => subnet.map_public_ip_on_launch === false)).toBe(true);
    expect(prod.resources(RouteTableAssociation)).toHaveLength(3);
    expect(dev.resources(Subnet)).toHaveLength(2);
  });

  it("has no way to the internet", () => {
    const ways = [
      "aws_internet_gateway",
      "aws_nat_gateway",
      "aws_egress_only_internet_gateway",
      "aws_eip",
      "aws_route",
    ];
    expect(prod.types.filter((type) => ways.includes(type))).toEqual([]);
    expect(prod.only(RouteTable)).not.toHaveProperty("route");
  });
});

describe("security groups", () => {
  it("leave the default group without a rule", () => {
    const group = prod.only(DefaultSecurityGroup);
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  });

  it("are of no consumer, and the endpoints' lets in only those who say so in their own stacks", () => {
    expect(Object.keys(prod.byId(SecurityGroup))).toEqual([expect.stringMatching(/^Endpoints_SecurityGroup_/)]);
    expect(prod.types.filter((type) => type.startsWith("aws_vpc_security_group_"))).toEqual([]);
  });

  it("are none where there is no interface endpoint", () => {
    expect(dev.resources(SecurityGroup)).toEqual([]);
  });
});

describe("attach", () => {
  /** The network's stack, after the stacks of these consumers are attached to it. */
  function networkOf(...consumers: readonly NetworkConsumer[]) {
    const app = Testing.app();
    const network = new NetworkStack(app, "network", {
      environment: environment("prod"),
      consumers: [jobs, functions],
    });
    consumers.forEach((consumer, index) => {
      const stack = new TerraformStack(app, `consumer-${index}`);
      network.attach(stack, "Network", consumer);
      Template.of(stack);
    });
    return Template.of(network).json;
  }

  it("leaves the network's own stack as it is", () => {
    const notebooks = { name: ["notebooks"], description: "Notebooks", reaches: { s3: "data", sns: "reports" } };
    expect(networkOf(functions, jobs, notebooks)).toEqual(networkOf(functions));
  });
});

describe("endpoints", () => {
  it("reach S3 by the gateway on the route table", () => {
    expect(prod.only(VpcEndpoint, "Endpoints/S3")).toMatchObject({
      service_name: "com.amazonaws.us-east-1.s3",
      vpc_endpoint_type: "Gateway",
      route_table_ids: [ref("Vpc_RouteTable")],
    });
  });

  it("reach other services by interfaces with private DNS in every subnet", () => {
    const interfaces = prod.resources(VpcEndpoint).filter(({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface");
    expect(interfaces).toHaveLength(4);
    for (const endpoint of interfaces) {
      expect(endpoint).toMatchObject({
        private_dns_enabled: true,
        security_group_ids: [ref("Endpoints_SecurityGroup")],
      });
      expect(endpoint.subnet_ids).toHaveLength(3);
    }
    expect(dev.resources(VpcEndpoint)).toHaveLength(1);
  });

  it("serve the account's own principals only, and S3 its own buckets only", () => {
    for (const { policy } of prod.resources(VpcEndpoint)) {
      expect(statements(policy)).toHaveLength(1);
      expect(statement(policy, "OwnAccount").Condition?.StringEquals).toMatchObject({
        "aws:PrincipalAccount": "333333333333",
      });
    }
    expect(statement(prod.only(VpcEndpoint, "Endpoints/S3").policy, "OwnAccount").Condition).toEqual({
      StringEquals: { "aws:PrincipalAccount": "333333333333", "aws:ResourceAccount": "333333333333" },
    });
  });
});

describe("flow logs", () => {
  it("record everything, as long as the environment keeps logs", () => {
    expect(prod.only(FlowLog)).toMatchObject({
      traffic_type: "ALL",
      depends_on: [expect.stringContaining("aws_iam_role_policy.")],
    });
    expect(prod.only(CloudwatchLogGroup)).toMatchObject({
      name: "/mlplatform/prod/network/flow-logs",
      retention_in_days: 365,
    });
  });

  it("may be written to their own group only", () => {
    const [only, ...others] = statements(prod.only(IamRolePolicy).policy);
    expect(others).toEqual([]);
    expect(
      only!.Resource.every((resource) => resource.startsWith("${aws_cloudwatch_log_group.FlowLogs_LogGroup_")),
    ).toBe(true);
  });
});

it("publishes what people look for", () => {
  expect(prod.publicOutputs).toEqual(["private_subnet_ids", "vpc_id"]);
});
