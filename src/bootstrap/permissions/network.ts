// The network: EC2 knows resources by id only, so the tag Environment decides. A new resource must carry it, and a
// resource to be changed must already have it.
import { byTag, type RoleStatement, type Scope } from "../scope";

/** Action -> the type of resource it creates. The condition on new tags must never apply to existing resources. */
const makes = {
  CreateFlowLogs: "vpc-flow-log",
  CreateRouteTable: "route-table",
  CreateSecurityGroup: "security-group",
  CreateSubnet: "subnet",
  CreateVpc: "vpc",
  CreateVpcEndpoint: "vpc-endpoint",
  AuthorizeSecurityGroupEgress: "security-group-rule",
  AuthorizeSecurityGroupIngress: "security-group-rule",
} as const;

export function networkStatements({ ec2, ...scope }: Scope): RoleStatement[] {
  const creating = Object.keys(makes);
  return [
    ...Object.entries(makes).map(([action, type]) => ({
      sid: `Make${action}`,
      actions: [`ec2:${action}`],
      resources: ec2(type),
      conditions: scope.becomesOurs,
      wildcardReason: byTag,
    })),
    {
      // The same actions are also checked against the resources that the new one is put into.
      sid: "BuildInOwnNetwork",
      actions: creating.filter((action) => action !== "CreateVpc").map((action) => `ec2:${action}`),
      resources: ec2("route-table", "security-group", "subnet", "vpc"),
      conditions: scope.isOurs,
      wildcardReason: byTag,
    },
    {
      sid: "ChangeOwnNetwork",
      actions: changes.map((action) => `ec2:${action}`),
      resources: ec2(...new Set(Object.values(makes))),
      conditions: scope.isOurs,
      wildcardReason: byTag,
    },
    {
      sid: "TagWhatIsMade",
      actions: ["ec2:CreateTags"],
      resources: ec2(...new Set(Object.values(makes))),
      conditions: { StringEquals: { ...scope.becomesOurs.StringEquals, "ec2:CreateAction": creating } },
      wildcardReason: byTag,
    },
    {
      sid: "RetagOwnNetwork",
      actions: ["ec2:CreateTags", "ec2:DeleteTags"],
      resources: ec2(...new Set(Object.values(makes))),
      conditions: scope.staysOurs,
      wildcardReason: byTag,
    },
    {
      sid: "TakeOverDefaultGroup",
      actions: ["ec2:CreateTags"],
      resources: ec2("security-group"),
      conditions: scope.claims,
      wildcardReason:
        "EC2 makes a default group with each VPC, without tags: it is tagged before its rules are removed.",
    },
    {
      // EC2 asks for it when it makes an interface endpoint with private DNS (service authorization reference).
      sid: "JoinPrivateZones",
      actions: ["route53:AssociateVPCWithHostedZone"],
      resources: ["*"],
      wildcardReason: "The private zone of an interface endpoint is AWS's own; EC2 makes it with the endpoint.",
    },
    {
      sid: "RemoveLeftInterfaces",
      actions: ["ec2:DeleteNetworkInterface"],
      resources: ec2("network-interface"),
      wildcardReason:
        "Lambda leaves untagged interfaces that block a subnet's deletion; EC2 deletes none that is in use.",
    },
  ];
}

const changes = [
  "AssociateRouteTable",
  "DeleteFlowLogs",
  "DeleteRouteTable",
  "DeleteSecurityGroup",
  "DeleteSubnet",
  "DeleteVpc",
  "DeleteVpcEndpoints",
  "DisassociateRouteTable",
  "ModifySecurityGroupRules",
  "ModifySubnetAttribute",
  "ModifyVpcAttribute",
  "ModifyVpcEndpoint",
  "ReplaceRouteTableAssociation",
  "RevokeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
];
