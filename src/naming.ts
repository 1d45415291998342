// Every physical name comes from here: readable, the same on every synth, and never longer than its service allows.
import { createHash } from "node:crypto";

/** The first part of every name, and the value of the tag Project. */
export const project = "mlplatform";

/** The longest name each service accepts, in characters. */
export const nameLimits = {
  alarm: 255,
  bucket: 63,
  eventRule: 64,
  lambdaFunction: 64,
  logGroup: 512,
  modelPackageGroup: 63,
  role: 64,
  sagemakerEndpoint: 63,
  schedule: 64,
  securityGroup: 255,
  stateMachine: 80,
  topic: 256,
} as const;

export interface PhysicalNameProps {
  /** Name of the environment. */
  readonly environment: string;
  /** What the thing is, from the general to the particular, such as `["pipeline", "failure"]`. */
  readonly parts: readonly string[];
  /** Longest name allowed; see `nameLimits`. */
  readonly limit: number;
}

/** `mlplatform-<environment>-<parts>-<hash>`; too long a middle is shortened, the hash keeps it unique. */
export function physicalName({ environment, parts, limit }: PhysicalNameProps): string {
  const hash = createHash("sha256").update(JSON.stringify([project, environment, ...parts]));
  return fit([project, environment, ...parts], hash.digest("hex").slice(0, 6), limit);
}

export interface BucketNameProps {
  readonly environment: string;
  readonly parts: readonly string[];
  /** Bucket names are unique in the whole world: the account makes them so. */
  readonly accountId: string;
}

/** `mlplatform-<environment>-<parts>-<account id>`. */
export function bucketName({ environment, parts, accountId }: BucketNameProps): string {
  return fit([project, environment, ...parts], accountId, nameLimits.bucket);
}

/** The bucket that holds the Terraform state of every environment of an account. */
export function stateBucketName(accountId: string): string {
  return `${project}-state-${accountId}`;
}

/** A role that CI assumes for an environment: one reads and plans, the other deploys. */
export function ciRoleName(purpose: "plan" | "deploy", environment: string): string {
  return `${project}-${environment}-ci-${purpose}`;
}

/** The policy that bounds every role which the stacks of an environment make. */
export function boundaryName(environment: string): string {
  return `${project}-${environment}-boundary`;
}

/** Path-like names, such as log groups: `/mlplatform/<environment>/<parts>`. Nothing is shortened. */
export function pathName(environment: string, ...parts: readonly string[]): string {
  return `/${[project, environment, ...parts].join("/")}`;
}

/** A hash of 32 characters, three counters and the hyphens before them have to follow within SageMaker's 63 characters. */
const longestRunName = 63 - (1 + 32) - 3 * (1 + 2);

/**
 * `<environment>-<step>`, with which names begin of what a run of the pipeline makes: by it, policies and clean-ups tell
 * the environments of an account apart.
 */
export function runName(environment: string, step: string): string {
  const name = `${environment}-${step}`;
  if (name.length <= longestRunName) return name;
  throw new Error(`"${name}" has ${name.length} characters; names of jobs have room for ${longestRunName}.`);
}

function fit(words: readonly string[], ending: string, limit: number): string {
  const readable = words.map(slug).join("-");
  const room = limit - ending.length - 1;
  return `${readable.length <= room ? readable : shorten(readable, room)}-${ending}`;
}

/** Cuts out the middle: the beginning says whose it is, the end what it is. */
function shorten(text: string, room: number): string {
  const head = Math.ceil((room - 1) / 2);
  const tail = room - 1 - head;
  return `${text.slice(0, head).replace(/-+$/, "")}-${text.slice(text.length - tail).replace(/^-+/, "")}`;
}

function slug(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
