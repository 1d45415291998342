// The network's public face: what a stack hands on to those who run things in it.
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Reach } from "./services";

export type { Reach, Service } from "./services";

/** Something that runs in the network, as its owner describes it: the network keeps no list of its own. */
export interface NetworkConsumer {
  /** Part of its security group's name, such as `["jobs"]`. */
  readonly name: readonly string[];
  /** Of its security group; AWS cannot change it later. */
  readonly description: string;
  /** The only services that it may reach, each with the reason why it calls it. */
  readonly reaches: Reach;
  /**
   * What starts things in its security group while the platform runs, such as "the jobs that the state machine starts".
   *
   * @default resources of its own stack, where a scanner sees them
   */
  readonly wornBy?: string;
}

/** A consumer's place in the network. */
export interface NetworkAttachment {
  readonly subnetIds: string[];
  /** Belongs to the consumer's stack. */
  readonly securityGroupId: string;
  /** For `dependsOn`: until these exist, nothing can be reached from the security group. */
  readonly rules: readonly ITerraformDependable[];
}

/** Where jobs, model containers and functions run. Handed from the network stack to others. */
export interface Network {
  /**
   * Makes the consumer's security group, with the ways to what it reaches, as a child of `scope`: the network's own
   * stack stays as it is. Throws where the network offers no way to a service.
   */
  attach(scope: Construct, id: string, consumer: NetworkConsumer): NetworkAttachment;
}
