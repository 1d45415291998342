// The network's public interface: what the network stack passes to stacks that run something in it.
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Reach } from "./services";

export type { Reach, Service } from "./services";

/** Something that runs in the network, described by its owner: the network has no list of its consumers. */
export interface NetworkConsumer {
  /** Part of its security group's name, such as `["jobs"]`. */
  readonly name: readonly string[];
  /** The description of its security group, which AWS cannot change later. */
  readonly description: string;
  /** The only services that it may reach, each with the reason why it calls them. */
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
  /** For `dependsOn`: until these exist, members of the security group cannot reach anything. */
  readonly rules: readonly ITerraformDependable[];
}

/** Where jobs, model containers and functions run. The network stack passes it to the others. */
export interface Network {
  /**
   * Creates the consumer's security group, with rules for the services it reaches, as a child of `scope`: the network's
   * own stack does not change. Throws if the network offers no route to a service.
   */
  attach(scope: Construct, id: string, consumer: NetworkConsumer): NetworkAttachment;
}
