// The only routes out of the VPC: a gateway to S3, and interface endpoints in the subnets to a few other services.
import { endpointServiceName } from "../../contracts/arns";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { type Conditions, PolicyDocument } from "../iam";
import { nameIn } from "../scope";
import { endpointId, type InterfaceService } from "./services";

export interface ServiceEndpointsProps {
  readonly environment: Environment;
  readonly vpcId: string;
  readonly routeTableIds: string[];
  readonly subnetIds: string[];
  /** Services that get an interface endpoint. */
  readonly services: readonly InterfaceService[];
}

export class ServiceEndpoints extends Construct {
  /** The addresses of S3, for rules of security groups. */
  readonly s3PrefixListId: string;
  /** The security group of the interface endpoints; undefined if there are none. Consumers add rules to be admitted. */
  readonly securityGroupId?: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceEndpointsProps,
  ) {
    super(scope, id);
    const { environment, routeTableIds, services, subnetIds } = props;
    const { account } = environment;
    const ours = { "aws:PrincipalAccount": account };

    // Stolen or foreign credentials do not work from here, and data cannot be copied to a bucket of another account.
    const s3 = this.endpoint("S3", "s3", { ...ours, "aws:ResourceAccount": account });
    s3.vpcEndpointType = "Gateway";
    s3.routeTableIds = routeTableIds;
    this.s3PrefixListId = s3.prefixListId;

    if (services.length === 0) return;
    const group = this.securityGroup();
    this.securityGroupId = group.id;
    for (const service of services) {
      const endpoint = this.endpoint(endpointId(service), service, ours);
      endpoint.vpcEndpointType = "Interface";
      endpoint.subnetIds = subnetIds;
      endpoint.securityGroupIds = [group.id];
      endpoint.privateDnsEnabled = true;
    }
  }

  private securityGroup(): SecurityGroup {
    const { environment, vpcId } = this.props;
    const parts = ["network", "endpoints"];
    const name = nameIn(environment, "securityGroup", ...parts);
    return new SecurityGroup(this, "SecurityGroup", {
      name,
      description: "Interface endpoints of AWS services",
      vpcId,
      tags: { Name: name },
    });
  }

  private endpoint(id: string, service: string, onlyFor: Conditions[string]): VpcEndpoint {
    const { environment, vpcId } = this.props;
    const policy = new PolicyDocument([
      {
        sid: "OwnAccount",
        principals: "*",
        actions: ["*"],
        resources: ["*"],
        conditions: { StringEquals: onlyFor },
        wildcardReason: "This guards the way, by account; what a role may do with what is decided by its own policy.",
      },
    ]);
    const endpoint = new VpcEndpoint(this, id, {
      vpcId,
      serviceName: endpointServiceName(environment, service),
      policy: policy.render(),
      tags: { Name: nameIn(environment, "tag", "network", service) },
    });
    policy.annotateWildcards(endpoint);
    return endpoint;
  }
}
