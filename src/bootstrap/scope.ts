// What belongs to an environment, as ARNs by name and conditions by tag. CI may change nothing else.
import type { Environment } from "../environments";
import type { Conditions, PolicyStatement } from "../iam";
import { environmentPrefix, project } from "../../contracts/names";
import { anyJobName, type Step, steps } from "../../contracts/steps";
import { prefixes } from "../../contracts/storage";
import { tagKeys } from "../../contracts/tags";
import { bucketName } from "../naming";
import { arn as arnIn, bucketArn, iamArn, regionalService } from "../../contracts/arns";

/** A statement of a role's policy. Only a denial holds against every other statement. */
export interface RoleStatement extends PolicyStatement {
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
}

const tag = tagKeys.environment;

export function scopeOf(environment: Environment) {
  const { account, name, region } = environment;
  const prefix = environmentPrefix(name);
  const arn = (service: string, resource: string) => arnIn(environment, service, resource);
  const buckets = bucketArn(environment, `${prefix}*-${account}`);
  const artifacts = bucketName({ environment: name, parts: ["artifacts"], accountId: account });
  return {
    account,
    region,
    arn,
    /** By name: every resource of the environment of one type, such as `function:`. */
    named: (service: string, type: string) => arn(service, `${type}${prefix}*`),
    /** By name: what the runs of any model create in a step, such as `model/dev-*--model-*`. */
    ofRuns: (...chosen: readonly Step[]) =>
      chosen.map((step) => arn("sagemaker", `${steps[step]}/${anyJobName(name, step)}`)),
    buckets,
    /** As kms:ViaService names it. */
    s3Service: regionalService(environment, "s3"),
    objects: `${buckets}/*`,
    /** The committed Python code of the jobs: the only objects that Terraform itself manages. */
    code: bucketArn(environment, artifacts, `${prefixes.code}*`),
    codeBucket: bucketArn(environment, artifacts),
    roles: iamArn(environment, `role/${prefix}*`),
    keys: arn("kms", "key/*"),
    /** EC2's resources have no names. */
    ec2: (...types: readonly string[]) => types.map((type) => arn("ec2", `${type}/*`)),
    logGroups: [`/${project}/${name}/*`, `/aws/lambda/${prefix}*`, `/aws/vendedlogs/states/${prefix}*`].map((group) =>
      arn("logs", `log-group:${group}`),
    ),
    /** By tag: the existing resource belongs to the environment. */
    isOurs: { StringEquals: { [`aws:ResourceTag/${tag}`]: name } } satisfies Conditions,
    /** By tag: the new resource will belong to it. */
    becomesOurs: { StringEquals: { [`aws:RequestTag/${tag}`]: name } } satisfies Conditions,
    /** By tag: the existing resource belongs to it, and a changed tag must not give it away. */
    staysOurs: {
      StringEquals: { [`aws:ResourceTag/${tag}`]: name },
      StringEqualsIfExists: { [`aws:RequestTag/${tag}`]: name },
    } satisfies Conditions,
    /** By tag: new, or without an owner so far, and ours afterwards. */
    claims: {
      StringEquals: { [`aws:RequestTag/${tag}`]: name },
      StringEqualsIfExists: { [`aws:ResourceTag/${tag}`]: name },
    } satisfies Conditions,
  };
}

export type Scope = ReturnType<typeof scopeOf>;

/** The reason for most wildcards here. */
export const byName = "Names end in a hash or are chosen by a stack; the prefix is the environment's own.";
export const byTag = "The service makes up the ids; the tag Environment says whose a thing is.";
export const noResources = "The service knows no resources for these actions.";
