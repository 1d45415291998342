// The network in which everything of an environment runs. It changes rarely and knows nobody, so it comes first.
import type { Construct } from "constructs";
import type { Network } from "../src/network";
import { FlowLogs } from "../src/network/flow-logs";
import { PrivateNetwork } from "../src/network/private-network";
import { SecurityGroups } from "../src/network/security-groups";
import { ServiceEndpoints } from "../src/network/service-endpoints";
import { PlatformStack, type PlatformStackProps } from "./base";

export class NetworkStack extends PlatformStack implements Network {
  readonly vpcId: string;
  readonly privateSubnetIds: string[];
  readonly jobSecurityGroupId: string;
  readonly modelSecurityGroupId: string;
  readonly endpointSecurityGroupId: string;
  readonly lambdaSecurityGroupId?: string;

  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id, props);
    const { environment } = props;
    const { vpcId, subnetIds, routeTableId } = new PrivateNetwork(this, "Vpc", { environment });
    const groups = new SecurityGroups(this, "SecurityGroups", { environment, vpcId });
    const endpoints = new ServiceEndpoints(this, "Endpoints", {
      environment,
      vpcId,
      routeTableIds: [routeTableId],
      subnetIds,
      securityGroupId: groups.endpoints.id,
    });
    groups.allowToReachS3(endpoints.s3PrefixListId);
    new FlowLogs(this, "FlowLogs", { environment, vpcId });

    this.vpcId = vpcId;
    this.privateSubnetIds = subnetIds;
    this.jobSecurityGroupId = groups.jobs.id;
    this.modelSecurityGroupId = groups.models.id;
    this.endpointSecurityGroupId = groups.endpoints.id;
    this.lambdaSecurityGroupId = groups.functions?.id;
    this.publish({
      vpc_id: { value: vpcId, description: "The VPC" },
      private_subnet_ids: { value: subnetIds, description: "Its private subnets, one for each availability zone" },
      job_security_group_id: { value: groups.jobs.id, description: "For processing and training jobs" },
      model_security_group_id: { value: groups.models.id, description: "For model containers behind endpoints" },
      endpoint_security_group_id: { value: groups.endpoints.id, description: "Worn by the interface endpoints" },
    });
  }
}
