// What belongs to an environment, as ARNs by name and conditions by tag: everything that CI may touch is one or the other.
import type { Environment } from "../environments";
import type { Conditions, PolicyStatement } from "../iam";
import { environmentPrefix, project } from "../../contracts/names";
import { anyJobName, type Step, steps } from "../../contracts/steps";
import { prefixes } from "../../contracts/storage";
import { tagKeys } from "../../contracts/tags";
import { bucketName } from "../naming";
import { arn as arnIn, bucketArn, iamArn } from "../scope";

/** A statement of a role's policy; a denial says what no other statement can give. */
export interface RoleStatement extends PolicyStatement {
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
}

const tag = tagKeys.environment;

export function scopeOf(environment: Environment) {
  const { account, name, region } = environment;
  const prefix = environmentPrefix(name);
  const arn = (service: string, resource: string) => arnIn(environment, service, resource);
  const buckets = bucketArn(`${prefix}*-${account}`);
  const artifacts = bucketName({ environment: name, parts: ["artifacts"], accountId: account });
  return {
    account,
    region,
    arn,
    /** By name: everything of the environment under a type of resource, such as `function:`. */
    named: (service: string, type: string) => arn(service, `${type}${prefix}*`),
    /** By name: what runs of any model make in a step, such as `model/dev-*--model-*`. */
    ofRuns: (...chosen: readonly Step[]) =>
      chosen.map((step) => arn("sagemaker", `${steps[step]}/${anyJobName(name, step)}`)),
    buckets,
    objects: `${buckets}/*`,
    /** The committed Python that jobs run: the only objects that Terraform itself keeps. */
    code: bucketArn(artifacts, `${prefixes.code}*`),
    codeBucket: bucketArn(artifacts),
    roles: iamArn(environment, `role/${prefix}*`),
    keys: arn("kms", "key/*"),
    /** EC2's resources have no names. */
    ec2: (...types: readonly string[]) => types.map((type) => arn("ec2", `${type}/*`)),
    logGroups: [`/${project}/${name}/*`, `/aws/lambda/${prefix}*`, `/aws/vendedlogs/states/${prefix}*`].map((group) =>
      arn("logs", `log-group:${group}`),
    ),
    /** By tag: what is there belongs to the environment. */
    isOurs: { StringEquals: { [`aws:ResourceTag/${tag}`]: name } } satisfies Conditions,
    /** By tag: what is made will. */
    becomesOurs: { StringEquals: { [`aws:RequestTag/${tag}`]: name } } satisfies Conditions,
    /** By tag: what is there, and a tag that is set must not give it away. */
    staysOurs: {
      StringEquals: { [`aws:ResourceTag/${tag}`]: name },
      StringEqualsIfExists: { [`aws:RequestTag/${tag}`]: name },
    } satisfies Conditions,
    /** By tag: new or without an owner so far, and ours afterwards. */
    claims: {
      StringEquals: { [`aws:RequestTag/${tag}`]: name },
      StringEqualsIfExists: { [`aws:ResourceTag/${tag}`]: name },
    } satisfies Conditions,
  };
}

export type Scope = ReturnType<typeof scopeOf>;

/** The reason of most wildcards here. */
export const byName = "Names end in a hash or are chosen by a stack; the prefix is the environment's own.";
export const byTag = "The service makes up the ids; the tag Environment says whose a thing is.";
export const noResources = "The service knows no resources for these actions.";
