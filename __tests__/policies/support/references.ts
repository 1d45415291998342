// Resolves Terraform's references to what they become in AWS: `${aws_s3_bucket.X.arn}` -> `arn:aws:s3:::mlplatform-…`.
import { createHash } from "node:crypto";
import type { Attributes, Synthesis } from "./synthesis";

export interface Place {
  /** Makes the ids of two environments in one account different. */
  readonly environment: { readonly name: string };
  readonly region: string;
  readonly account: string;
}

/** The computed attributes of a resource; any other attribute is one of its arguments. */
type Attribute = (resource: Attributes, place: Place, id: string) => string;

/** For ids that a service generates: any value will do, as long as it is always the same. */
const madeUp = (id: string) => createHash("sha256").update(id).digest("hex");
const uuid = (id: string) => madeUp(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5");
const regional =
  (service: string, name: (resource: Attributes) => string): Attribute =>
  (resource, { region, account }) =>
    `arn:aws:${service}:${region}:${account}:${name(resource)}`;
const iam =
  (kind: string): Attribute =>
  ({ name }, { account }) =>
    `arn:aws:iam::${account}:${kind}/${name as string}`;
const ec2 = (prefix: string) => ({
  id: (_: Attributes, __: Place, id: string) => `${prefix}-${madeUp(id).slice(0, 17)}`,
});

const attributes: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  aws_cloudwatch_event_rule: { arn: regional("events", ({ name }) => `rule/${name as string}`) },
  aws_cloudwatch_log_group: { arn: regional("logs", ({ name }) => `log-group:${name as string}`) },
  aws_iam_openid_connect_provider: {
    arn: ({ url }, { account }) => `arn:aws:iam::${account}:oidc-provider/${(url as string).replace("https://", "")}`,
  },
  aws_iam_policy: { arn: iam("policy") },
  aws_iam_role: { arn: iam("role"), id: ({ name }) => name as string },
  aws_kms_key: {
    arn: (_, { region, account }, id) => `arn:aws:kms:${region}:${account}:key/${uuid(id)}`,
    key_id: (_, __, id) => uuid(id),
  },
  aws_lambda_function: { arn: regional("lambda", (it) => `function:${it.function_name as string}`) },
  aws_s3_bucket: { arn: ({ bucket }) => `arn:aws:s3:::${bucket as string}`, id: ({ bucket }) => bucket as string },
  aws_sagemaker_model_package_group: {
    arn: regional("sagemaker", (it) => `model-package-group/${it.model_package_group_name as string}`),
  },
  aws_security_group: ec2("sg"),
  aws_sfn_state_machine: { arn: regional("states", ({ name }) => `stateMachine:${name as string}`) },
  aws_sns_topic: { arn: regional("sns", ({ name }) => name as string) },
  aws_subnet: ec2("subnet"),
};

export class References {
  constructor(
    private readonly synthesis: Synthesis,
    private readonly place: Place,
  ) {}

  /** @param stack the stack whose JSON contains the text */
  resolve(text: string, stack: string): string {
    return text.replace(/\$\{([^}]+)\}/g, (_, reference: string) => this.value(reference, stack));
  }

  attribute(stack: string, type: string, id: string, name: string): string {
    const resource = this.synthesis[stack]?.resource[type]?.[id];
    if (!resource) throw new Error(`The stack ${stack} has no ${type}.${id}.`);
    const known = attributes[type]?.[name];
    // The bootstrap's resources exist once for all environments of the account.
    const owner = stack === "bootstrap" ? this.place.account : this.place.environment.name;
    if (known) return known(resource, this.place, `${owner}/${stack}/${id}`);
    const argument = resource[name];
    if (typeof argument === "string") return this.resolve(argument, stack);
    throw new Error(`What ${type}.${name} becomes is not known: add it to ${__filename}.`);
  }

  private value(reference: string, stack: string): string {
    const remote = /^data\.terraform_remote_state\.cross-stack-reference-input-(\w+)\.outputs\.(.+)$/.exec(reference);
    if (remote) {
      const [, producer, output] = remote as unknown as [string, string, string];
      const value = this.synthesis[producer]?.output?.[output]?.value;
      if (typeof value !== "string") throw new Error(`The stack ${producer} has no output ${output}.`);
      return this.resolve(value, producer);
    }
    const [type, id, name] = reference.split(".") as [string, string, string];
    return this.attribute(stack, type, id, name);
  }
}
