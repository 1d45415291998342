// A VPC without internet access: private subnets, one route table, and a default security group that allows nothing.
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet, type SubnetConfig } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { subnetCidr } from "../environments/cidr";
import { nameIn } from "../scope";

/** By position, so that another zone replaces one subnet and leaves the others. */
const subnets = [
  { subnet: "PrivateSubnetA", association: "RouteTableAssociationA" },
  { subnet: "PrivateSubnetB", association: "RouteTableAssociationB" },
  { subnet: "PrivateSubnetC", association: "RouteTableAssociationC" },
] as const;

export interface PrivateNetworkProps {
  readonly environment: Environment;
}

export class PrivateNetwork extends Construct {
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly routeTableId: string;

  constructor(scope: Construct, id: string, { environment }: PrivateNetworkProps) {
    super(scope, id);
    const { cidr, zones } = environment.network;
    const tags = (...parts: string[]) => ({
      Name: nameIn(environment, "tag", "network", ...parts),
    });
    // Interface endpoints answer under the services' own names only if both DNS settings are on.
    const vpc = new Vpc(this, "Resource", {
      cidrBlock: cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: tags(),
    });
    const routeTable = new RouteTable(this, "RouteTable", { vpcId: vpc.id, tags: tags("private") });
    // Adopting the default group without rules removes the rules that AWS adds.
    new DefaultSecurityGroup(this, "DefaultSecurityGroup", { vpcId: vpc.id, tags: tags("default", "unused") });

    this.vpcId = vpc.id;
    this.routeTableId = routeTable.id;
    this.subnetIds = zones.map((zone, index) => {
      const ids = subnets[index]!;
      const subnet = new Subnet(this, ids.subnet, {
        vpcId: vpc.id,
        cidrBlock: subnetCidr(cidr, index),
        ...placement(environment.region, zone),
        mapPublicIpOnLaunch: false,
        tags: tags("private", zone),
      });
      new RouteTableAssociation(this, ids.association, { subnetId: subnet.id, routeTableId: routeTable.id });
      return subnet.id;
    });
  }
}

/** From the environment instead of a data source, so that synth needs no account and the plan no lookup. */
function placement(region: string, zone: string): Pick<SubnetConfig, "availabilityZone" | "availabilityZoneId"> {
  return zone.length === 1 ? { availabilityZone: `${region}${zone}` } : { availabilityZoneId: zone };
}
