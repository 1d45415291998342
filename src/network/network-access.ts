// What a consumer adds to its own stack to run in the network: a security group, and rules for the services it reaches.
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { NetworkAttachment, NetworkConsumer } from ".";
import type { Environment } from "../environments";
import { suppressChecks } from "../suppressions";
import { nameIn } from "../scope";
import { type InterfaceService, isInterfaceService } from "./services";

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 } as const;

/** What the network offers to each consumer. */
export interface NetworkOffer {
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** The addresses of S3 in this region, behind the gateway endpoint. */
  readonly s3PrefixListId: string;
  /** Undefined where nothing in the environment needs an interface endpoint. */
  readonly interfaces?: {
    readonly services: readonly InterfaceService[];
    /** The security group of the interface endpoints. */
    readonly securityGroupId: string;
  };
}

export interface NetworkAccessProps {
  readonly environment: Environment;
  readonly offer: NetworkOffer;
  readonly consumer: NetworkConsumer;
}

export class NetworkAccess extends Construct implements NetworkAttachment {
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  readonly rules: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkAccessProps,
  ) {
    super(scope, id);
    const { consumer, offer } = props;
    const group = this.securityGroup();
    const services = Object.keys(consumer.reaches);
    this.subnetIds = offer.subnetIds;
    this.securityGroupId = group.id;
    this.rules = [
      ...(services.includes("s3") ? [this.wayToS3()] : []),
      ...(services.some(isInterfaceService) ? this.wayToInterfaces(services.filter(isInterfaceService)) : []),
    ];
  }

  private securityGroup(): SecurityGroup {
    const { consumer, environment, offer } = this.props;
    const parts = consumer.name;
    const name = nameIn(environment, "securityGroup", ...parts);
    const { description } = consumer;
    const group = new SecurityGroup(this, "Resource", { name, description, vpcId: offer.vpcId, tags: { Name: name } });
    suppressChecks(group, {
      CKV2_AWS_5:
        consumer.wornBy && `Worn by ${consumer.wornBy}, which are made while the platform runs and not by a stack.`,
    });
    return group;
  }

  private wayToS3(): ITerraformDependable {
    return new VpcSecurityGroupEgressRule(this, "ToS3", {
      securityGroupId: this.securityGroupId,
      prefixListId: this.props.offer.s3PrefixListId,
      description: "S3 through the gateway endpoint",
      ...https,
    });
  }

  /** Rules at both ends, so that the endpoints admit the consumer without the network's stack having to know it. */
  private wayToInterfaces(services: readonly InterfaceService[]): ITerraformDependable[] {
    const endpoints = this.endpointsFor(services);
    return [
      new VpcSecurityGroupEgressRule(this, "ToEndpoints", {
        securityGroupId: this.securityGroupId,
        referencedSecurityGroupId: endpoints,
        description: "AWS services through interface endpoints",
        ...https,
      }),
      new VpcSecurityGroupIngressRule(this, "FromConsumer", {
        securityGroupId: endpoints,
        referencedSecurityGroupId: this.securityGroupId,
        description: this.props.consumer.description,
        ...https,
      }),
    ];
  }

  private endpointsFor(services: readonly InterfaceService[]): string {
    const { consumer, offer } = this.props;
    const missing = services.filter((service) => !offer.interfaces?.services.includes(service));
    if (offer.interfaces && missing.length === 0) return offer.interfaces.securityGroupId;
    throw new Error(
      `${this.node.path} reaches ${missing.join(", ")}, for which the network has no interface endpoint. ` +
        `Add "${consumer.name.join("-")}" to the consumers that the network stack is made with.`,
    );
  }
}
