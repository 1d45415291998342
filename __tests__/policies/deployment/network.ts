// EC2: creating something requires permission for the new resource and for the resources it is put into.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { has, type Lifecycle, type LifecycleOf, sets } from "./lifecycle";

const id = (world: World, type: string) => world.arn("ec2", `${type}/x-0123456789`);

/** `action` creates a `type` in the other resources; EC2 tags it in the same request. */
function made(world: World, action: string, type: string, within: readonly string[]): Request[] {
  return [
    ...ask(`ec2:${action}`, id(world, type), sets(world)),
    ...ask(
      `ec2:${action}`,
      within.map((one) => id(world, one)),
      has(world),
    ),
    ...ask("ec2:CreateTags", id(world, type), { ...sets(world), "ec2:CreateAction": action }),
  ];
}

const changed = (world: World, actions: readonly string[], ...types: readonly string[]) =>
  ask(
    actions.map((action) => `ec2:${action}`),
    types.map((type) => id(world, type)),
    has(world),
  );

const retagged = (world: World, type: string) => [
  ...ask("ec2:CreateTags", id(world, type), { ...has(world), ...sets(world) }),
  ...ask("ec2:DeleteTags", id(world, type), has(world)),
];

const described = (...names: readonly string[]) =>
  ask(
    names.map((name) => `ec2:Describe${name}`),
    "*",
  );

const vpc: LifecycleOf = ({ world }) => ({
  create: [...made(world, "CreateVpc", "vpc", []), ...changed(world, ["ModifyVpcAttribute"], "vpc")],
  read: [
    ...described("Vpcs", "NetworkAcls", "RouteTables", "SecurityGroups"),
    ...ask("ec2:DescribeVpcAttribute", id(world, "vpc"), has(world)),
  ],
  update: [...changed(world, ["ModifyVpcAttribute"], "vpc"), ...retagged(world, "vpc")],
  delete: changed(world, ["DeleteVpc"], "vpc"),
});

const defaultSecurityGroup: LifecycleOf = ({ world }) => ({
  create: [
    // EC2 created it without tags: the provider tags it before it removes its rules.
    ...ask("ec2:CreateTags", id(world, "security-group"), sets(world)),
    ...changed(world, ["RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress"], "security-group"),
  ],
  read: described("SecurityGroups"),
  update: retagged(world, "security-group"),
  delete: [],
});

const subnet: LifecycleOf = ({ world }) => ({
  create: made(world, "CreateSubnet", "subnet", ["vpc"]),
  // Before a subnet or a group is deleted, the provider deletes interfaces that Lambda left in it.
  read: described("Subnets", "NetworkInterfaces"),
  update: [...changed(world, ["ModifySubnetAttribute"], "subnet"), ...retagged(world, "subnet")],
  delete: changed(world, ["DeleteSubnet"], "subnet"),
});

const routeTable: LifecycleOf = ({ world }) => ({
  create: made(world, "CreateRouteTable", "route-table", ["vpc"]),
  read: described("RouteTables"),
  update: retagged(world, "route-table"),
  delete: changed(world, ["DeleteRouteTable"], "route-table"),
});

const routeTableAssociation: LifecycleOf = ({ world }) => ({
  create: changed(world, ["AssociateRouteTable"], "route-table", "subnet"),
  read: described("RouteTables"),
  update: changed(world, ["ReplaceRouteTableAssociation"], "route-table", "subnet"),
  delete: changed(world, ["DisassociateRouteTable"], "route-table", "subnet"),
});

const securityGroup: LifecycleOf = ({ world }) => ({
  create: [
    ...made(world, "CreateSecurityGroup", "security-group", ["vpc"]),
    // A new group allows all outgoing traffic: the provider removes that rule.
    ...changed(world, ["RevokeSecurityGroupEgress"], "security-group"),
  ],
  read: described("SecurityGroups", "NetworkInterfaces"),
  update: retagged(world, "security-group"),
  delete: changed(world, ["DeleteSecurityGroup"], "security-group"),
});

const rule =
  (direction: "Egress" | "Ingress"): LifecycleOf =>
  ({ world }) => ({
    create: made(world, `AuthorizeSecurityGroup${direction}`, "security-group-rule", ["security-group"]),
    read: described("SecurityGroupRules"),
    update: [
      ...changed(world, ["ModifySecurityGroupRules"], "security-group", "security-group-rule"),
      ...retagged(world, "security-group-rule"),
    ],
    delete: changed(world, [`RevokeSecurityGroup${direction}`], "security-group"),
  });

const vpcEndpoint: LifecycleOf = ({ world }) => ({
  create: made(world, "CreateVpcEndpoint", "vpc-endpoint", ["vpc", "route-table", "subnet", "security-group"]),
  read: described("VpcEndpoints", "PrefixLists"),
  update: [
    ...changed(world, ["ModifyVpcEndpoint"], "vpc-endpoint", "route-table", "subnet", "security-group"),
    ...retagged(world, "vpc-endpoint"),
  ],
  delete: changed(world, ["DeleteVpcEndpoints"], "vpc-endpoint"),
});

const flowLog: LifecycleOf = ({ world, of }): Lifecycle => ({
  create: [
    ...made(world, "CreateFlowLogs", "vpc-flow-log", ["vpc"]),
    ...ask("iam:PassRole", of("iam_role_arn"), { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" }),
  ],
  read: described("FlowLogs"),
  update: retagged(world, "vpc-flow-log"),
  delete: changed(world, ["DeleteFlowLogs"], "vpc-flow-log"),
});

export const network = {
  aws_default_security_group: defaultSecurityGroup,
  aws_flow_log: flowLog,
  aws_route_table: routeTable,
  aws_route_table_association: routeTableAssociation,
  aws_security_group: securityGroup,
  aws_subnet: subnet,
  aws_vpc: vpc,
  aws_vpc_endpoint: vpcEndpoint,
  aws_vpc_security_group_egress_rule: rule("Egress"),
  aws_vpc_security_group_ingress_rule: rule("Ingress"),
} satisfies Record<string, LifecycleOf>;
