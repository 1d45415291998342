// Builds every physical name: readable, the same on every synth, and never longer than its service allows.
import { createHash } from "node:crypto";
import { project } from "../contracts/names";

/** The longest name each service accepts, in characters. */
export const nameLimits = {
  alarm: 255,
  bucket: 63,
  eventRule: 64,
  keyAlias: 250,
  lambdaFunction: 64,
  role: 64,
  securityGroup: 255,
  stateMachine: 80,
  /** The tag Name, for resources that have no name of their own. */
  tag: 255,
  topic: 256,
} as const;

export type NameKind = keyof typeof nameLimits;

export interface PhysicalNameProps {
  /** Name of the environment. */
  readonly environment: string;
  /** What the resource is, from general to specific, such as `["pipeline", "failure"]`. */
  readonly parts: readonly string[];
  /** Maximum length; see `nameLimits`. */
  readonly limit: number;
}

/** `mlplatform-<environment>-<parts>-<hash>`; too long a middle is shortened, and the hash keeps the name unique. */
export function physicalName({ environment, parts, limit }: PhysicalNameProps): string {
  const hash = createHash("sha256").update(JSON.stringify([project, environment, ...parts]));
  return fit([project, environment, ...parts], hash.digest("hex").slice(0, 6), limit);
}

export interface BucketNameProps {
  readonly environment: string;
  readonly parts: readonly string[];
  /** Bucket names are globally unique, so they contain the account. */
  readonly accountId: string;
}

/** `mlplatform-<environment>-<parts>-<account id>`. */
export function bucketName({ environment, parts, accountId }: BucketNameProps): string {
  return fit([project, environment, ...parts], accountId, nameLimits.bucket);
}

/** The bucket with the Terraform state of every environment of an account. */
export function stateBucketName(accountId: string): string {
  return `${project}-state-${accountId}`;
}

/** A role that CI assumes for an environment: one reads and plans, the other deploys. */
export function ciRoleName(purpose: "plan" | "deploy", environment: string): string {
  return `${project}-${environment}-ci-${purpose}`;
}

/** The permissions boundary of every role that an environment's stacks create. */
export function boundaryName(environment: string): string {
  return `${project}-${environment}-boundary`;
}

/** Path-like names, such as those of log groups: `/mlplatform/<environment>/<parts>`. Never shortened. */
export function pathName(environment: string, ...parts: readonly string[]): string {
  return `/${[project, environment, ...parts].join("/")}`;
}

function fit(words: readonly string[], ending: string, limit: number): string {
  const readable = words.map(slug).join("-");
  const room = limit - ending.length - 1;
  return `${readable.length <= room ? readable : shorten(readable, room)}-${ending}`;
}

/** Cuts out the middle: the beginning says which environment it belongs to, and the end what it is. */
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
