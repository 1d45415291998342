// What a name or ARN belongs to: an environment, or a model in an environment. Names, ARNs and prefixes are built only
// here and in contracts/.
import { arn, bucketArn, iamArn } from "../contracts/arns";
import { modelSeparator, servedName, servedNamePatterns } from "../contracts/names";
import { jobNamePrefix, type Step, steps } from "../contracts/steps";
import { incomingPrefix, runPrefix, temporaryPrefix } from "../contracts/storage";
import type { Environment, EnvironmentName, Model } from "./environments";
import { boundaryName, type NameKind, nameLimits, physicalName, stateBucketName } from "./naming";

/** The part of an environment that names and ARNs are built from. */
export type Place = Pick<Environment, "account" | "region"> & { readonly name: EnvironmentName };

export const stateBucketArn = (place: Omit<Place, "name">) => bucketArn(place, stateBucketName(place.account));
export const boundaryArn = (place: Place) => iamArn(place, `policy/${boundaryName(place.name)}`);

/** `mlplatform-<environment>-<parts>-<hash>` */
export function nameIn({ name }: Place, kind: NameKind, ...parts: readonly string[]): string {
  return physicalName({ environment: name, parts, limit: nameLimits[kind] });
}

/** One model in one environment. */
export class ModelScope {
  /** The name of the endpoint that runs create and update, and of the model package group that they register in. */
  readonly servedName: string;
  /** The prefix of uploads for the model. */
  readonly incoming: string;
  /** The prefix of the results of its runs. */
  readonly runs: string;
  readonly temporary: string;

  constructor(
    readonly environment: Environment,
    readonly model: Model,
  ) {
    this.servedName = servedName(environment.name, model.name);
    this.incoming = incomingPrefix(model.uploads);
    this.runs = runPrefix(model.name);
    this.temporary = temporaryPrefix(model.name);
  }

  /** `mlplatform-<environment>-<model>-<parts>-<hash>` */
  name(kind: NameKind, ...parts: readonly string[]): string {
    return nameIn(this.environment, kind, this.model.name, ...parts);
  }

  arn(service: string, resource: string): string {
    return arn(this.environment, service, resource);
  }

  jobNamePrefix(step: Step): string {
    return jobNamePrefix(this.environment.name, this.model.name, step);
  }

  /** What runs create in a step; the names end in the run's id and counters. */
  madeBy(step: Step): string {
    return this.arn("sagemaker", `${steps[step]}/${this.jobNamePrefix(step)}-*`);
  }

  /** The model's own endpoint or group, and others that a run may name: `…-<model>--<anything>`. */
  served(type: "endpoint" | "model-package-group"): string[] {
    return this.patterns.map((name) => this.arn("sagemaker", `${type}/${name}`));
  }

  /** The model packages in those groups. */
  get modelPackages(): string[] {
    return this.patterns.map((name) => this.arn("sagemaker", `model-package/${name}/*`));
  }

  /** The required prefix of other endpoint and group names that a run's input may give. */
  get otherNamesPrefix(): string {
    return `${this.servedName}${modelSeparator}`;
  }

  private get patterns(): readonly string[] {
    return servedNamePatterns(this.environment.name, this.model.name);
  }
}
