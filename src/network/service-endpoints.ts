// The only ways out of the VPC: S3 through a gateway, a few other services through interfaces in the subnets.
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { type Conditions, PolicyDocument } from "../iam";
import { physicalName } from "../naming";
import { interfaceEndpointsOf } from "./interface-endpoints";

export interface ServiceEndpointsProps {
  readonly environment: Environment;
  readonly vpcId: string;
  readonly routeTableIds: string[];
  readonly subnetIds: string[];
  /** Worn by the interface endpoints. */
  readonly securityGroupId: string;
}

export class ServiceEndpoints extends Construct {
  /** The addresses of S3, for rules of security groups. */
  readonly s3PrefixListId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceEndpointsProps,
  ) {
    super(scope, id);
    const { environment, routeTableIds, subnetIds, securityGroupId } = props;
    const accountId = environment.account;
    const ours = { "aws:PrincipalAccount": accountId };

    // Stolen or foreign credentials are useless in here, and no data can be carried to a bucket of another account.
    const s3 = this.endpoint("S3", "s3", { ...ours, "aws:ResourceAccount": accountId });
    s3.vpcEndpointType = "Gateway";
    s3.routeTableIds = routeTableIds;
    this.s3PrefixListId = s3.prefixListId;

    for (const { id: endpointId, service } of interfaceEndpointsOf(environment)) {
      const endpoint = this.endpoint(endpointId, service, ours);
      endpoint.vpcEndpointType = "Interface";
      endpoint.subnetIds = subnetIds;
      endpoint.securityGroupIds = [securityGroupId];
      endpoint.privateDnsEnabled = true;
    }
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
      serviceName: `com.amazonaws.${environment.region}.${service}`,
      policy: policy.render(),
      tags: { Name: physicalName({ environment: environment.name, parts: ["network", service], limit: 255 }) },
    });
    policy.explainOn(endpoint);
    return endpoint;
  }
}
