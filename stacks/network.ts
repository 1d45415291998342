// The network that an environment runs in. It rarely changes and depends on nothing, so it is deployed first.
import type { Construct } from "constructs";
import type { NetworkOutputs } from "../contracts/outputs";
import type { Network, NetworkAttachment, NetworkConsumer } from "../src/network";
import { FlowLogs } from "../src/network/flow-logs";
import { NetworkAccess, type NetworkOffer } from "../src/network/network-access";
import { PrivateNetwork } from "../src/network/private-network";
import { ServiceEndpoints } from "../src/network/service-endpoints";
import { interfaceServices } from "../src/network/services";
import { PlatformStack, type PlatformStackProps } from "./base";

export interface NetworkStackProps extends PlatformStackProps {
  /** Every consumer that other stacks attach: the services they reach decide which interface endpoints are created. */
  readonly consumers: readonly NetworkConsumer[];
}

export class NetworkStack extends PlatformStack implements Network {
  private readonly offer: NetworkOffer;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    const { consumers, environment } = props;
    const { vpcId, subnetIds, routeTableId } = new PrivateNetwork(this, "Vpc", { environment });
    const services = interfaceServices(consumers.map(({ reaches }) => reaches));
    const { s3PrefixListId, securityGroupId } = new ServiceEndpoints(this, "Endpoints", {
      environment,
      vpcId,
      routeTableIds: [routeTableId],
      subnetIds,
      services,
    });
    new FlowLogs(this, "FlowLogs", { environment, vpcId });

    this.offer = {
      vpcId,
      subnetIds,
      s3PrefixListId,
      interfaces: securityGroupId ? { services, securityGroupId } : undefined,
    };
    this.shareAttributes(vpcId, ...subnetIds, s3PrefixListId, ...(securityGroupId ? [securityGroupId] : []));
    this.publish<NetworkOutputs>({
      vpc_id: { value: vpcId, description: "The VPC" },
      private_subnet_ids: { value: subnetIds, description: "Its private subnets, one for each availability zone" },
    });
  }

  attach(scope: Construct, id: string, consumer: NetworkConsumer): NetworkAttachment {
    return new NetworkAccess(scope, id, { environment: this.environment, offer: this.offer, consumer });
  }
}
