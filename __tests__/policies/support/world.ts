// An account with an environment in it, from IAM's view: roles with all their policies, and the policies of resources.
import type { Environment } from "../../../src/environments";
import { everything, type Made, only } from "./made";
import { References } from "./references";
import { synthesize } from "./synthesis";

export interface NamedPolicy {
  readonly name: string;
  readonly policy: unknown;
}

export interface Role {
  /** Such as `model-churn/StateMachine/Role`. */
  readonly path: string;
  readonly arn: string;
  readonly trust: string;
  readonly policies: readonly NamedPolicy[];
  /** Undefined if the role has none. */
  readonly boundary?: NamedPolicy;
}

export class World {
  readonly account: string;
  readonly region: string;
  readonly roles: readonly Role[];
  private readonly references: References;
  private readonly made: readonly Made[];
  private readonly resourcePolicies: ReadonlyMap<string, unknown>;

  /** @param environments all of the account, including this one; empty without a bootstrap */
  constructor(
    readonly environment: Environment,
    environments: readonly Environment[],
  ) {
    this.account = environment.account;
    this.region = environment.region;
    const synthesis = synthesize(environment, environments);
    this.references = new References(synthesis, this);
    this.made = everything(synthesis);
    this.roles = this.ofType("aws_iam_role").map((made) => this.roleOf(made));
    this.resourcePolicies = new Map([
      ...this.ofType("aws_s3_bucket_policy").map(
        (made) => [`arn:aws:s3:::${this.text(made, "bucket")}`, this.json(made)] as const,
      ),
      ...this.ofType("aws_kms_key").map((made) => [this.attribute(made, "arn"), this.json(made)] as const),
      ...this.ofType("aws_sns_topic_policy").map((made) => [this.text(made, "arn"), this.json(made)] as const),
    ]);
  }

  role(path: string): Role {
    return only(this.roles, path);
  }

  /** An attribute of the resource that a construct creates, as AWS would return it. */
  of(path: string, attribute = "arn"): string {
    return this.attribute(only(this.made, path), attribute);
  }

  /** An argument of a resource, with its references resolved. */
  argument(path: string, name: string): string {
    return this.text(only(this.made, path), name);
  }

  /** The resource types of the environment's own stacks. */
  get types(): string[] {
    return [...new Set(this.made.filter(({ stack }) => stack !== "bootstrap").map(({ type }) => type))].sort();
  }

  /** For each resource of the type in the environment's own stacks: its arguments and attributes by name. */
  resourcesOf(type: string): ((name: string) => string)[] {
    return this.ofType(type)
      .filter(({ stack }) => stack !== "bootstrap")
      .map((made) => (name) => this.attribute(made, name));
  }

  /** The resource policy of a bucket (also for its objects), a key or a topic. */
  resourcePolicy(arn: string): unknown {
    return this.resourcePolicies.get(arn.replace(/^(arn:aws:s3:::[^/]+)\/.*/, "$1"));
  }

  /** Tags of the resources that policies distinguish by tag; the provider puts them on everything. */
  tags(arn: string): Readonly<Record<string, string>> {
    const key = this.ofType("aws_kms_key").find((made) => this.attribute(made, "arn") === arn);
    if (!key) return {};
    return { "aws:ResourceTag/Environment": key.stack === "bootstrap" ? "bootstrap" : this.environment.name };
  }

  /** The policy of the VPC endpoint for a service, such as `states`; undefined without such an endpoint. */
  endpointPolicy(service: string): NamedPolicy | undefined {
    const name = `com.amazonaws.${this.region}.${service}`;
    const endpoint = this.ofType("aws_vpc_endpoint").find(({ resource }) => resource.service_name === name);
    return endpoint && { name, policy: this.json(endpoint) };
  }

  /** `arn:aws:<service>:<region>:<account>:<resource>` */
  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.account}:${resource}`;
  }

  private roleOf(made: Made): Role {
    const { stack, path } = made;
    const name = this.text(made, "name");
    const ofRole = (type: string) =>
      this.ofType(type).filter((other) => other.stack === stack && this.text(other, "role") === name);
    const attached = ofRole("aws_iam_role_policy_attachment").map((one) => this.managed(this.text(one, "policy_arn")));
    const boundary = made.resource.permissions_boundary;
    return {
      path,
      arn: this.attribute(made, "arn"),
      trust: this.text(made, "assume_role_policy"),
      policies: [
        ...ofRole("aws_iam_role_policy").map((one) => ({ name: one.path, policy: this.json(one) })),
        ...attached,
      ],
      ...(boundary !== undefined && { boundary: this.managed(this.text(made, "permissions_boundary")) }),
    };
  }

  private managed(arn: string): NamedPolicy {
    const policy = this.ofType("aws_iam_policy").find((made) => this.attribute(made, "arn") === arn);
    if (!policy) throw new Error(`A role has the policy ${arn}, which no stack makes.`);
    return { name: arn, policy: this.json(policy) };
  }

  private ofType(type: string): Made[] {
    return this.made.filter((made) => made.type === type);
  }

  private attribute({ stack, type, id }: Made, name: string): string {
    return this.references.attribute(stack, type, id, name);
  }

  private text({ resource, stack, path }: Made, argument: string): string {
    const value = resource[argument];
    if (typeof value !== "string") throw new Error(`${path} has no text "${argument}".`);
    return this.references.resolve(value, stack);
  }

  private json(made: Made): unknown {
    return JSON.parse(this.text(made, "policy"));
  }
}
