// Finds the policies in a change: every text that contains one, wherever it is, and the resources that are a policy by
// themselves. A policy that cannot be read is reported, never skipped.
import type { ResourceDifference } from "../changes";
import { isObject, parsed } from "../json";
import { knownAfterApply, type Redacted, Sensitive } from "../redaction";
import { resourcePermissions } from "./resources";
import { isPolicy, type Permission, permissionsOf, without } from "./statements";

export interface PolicyChange {
  readonly resource: ResourceDifference;
  /** The path in the resource; empty for a resource that is itself one permission. */
  readonly attribute: string;
  readonly added: readonly Permission[];
  readonly removed: readonly Permission[];
  /** The new document, for the author's reasons in it. */
  readonly document?: unknown;
  /** Why its new statements cannot be shown. */
  readonly hidden?: "sensitive" | "known after apply";
}

export function policyChanges(resource: ResourceDifference): readonly PolicyChange[] {
  const before = found(resource.before);
  const after = found(resource.after);
  const attributes = [...new Set([...before.keys(), ...after.keys()])];
  const documents = attributes.flatMap((attribute) => compare(resource, attribute, before, after));
  const [was, is] = [resourcePermissions(resource, resource.before), resourcePermissions(resource, resource.after)];
  const own = { resource, attribute: "", added: without(is, was), removed: without(was, is) };
  return own.added.length + own.removed.length > 0 ? [...documents, own] : documents;
}

type Found = ReadonlyMap<string, readonly Redacted[]>;

function compare(resource: ResourceDifference, attribute: string, before: Found, after: Found): PolicyChange[] {
  const values = after.get(attribute) ?? [];
  const [was, is] = [readable(before.get(attribute) ?? []), readable(values)];
  const unknown = values.includes(knownAfterApply);
  const sensitive = [...values, ...(before.get(attribute) ?? [])].some((value) => value instanceof Sensitive);
  // A computed attribute is unknown even if the resource has no policy; the code shows whether one is meant.
  const configured = resource.configured?.includes(attribute.split(".")[0]!) ?? true;
  if (!configured && mirrors.has(`${resource.type}.${attribute}`)) return [];
  const meant = configured || was.length > 0 || is.length > 0;
  const template = unknown && !sensitive ? resource.template?.(attribute) : undefined;
  const document = template ?? is.at(-1);
  const planned = [...is, ...(template === undefined ? [] : [template])].flatMap(permissionsOf);
  const old = was.flatMap(permissionsOf).map(renamer(resource));
  const hidden =
    sensitive && !sameSecret(before.get(attribute), values)
      ? ("sensitive" as const)
      : unknown && template === undefined && meant
        ? ("known after apply" as const)
        : undefined;
  // If the document is unknown, it is not known what it removes.
  const [added, removed] = hidden ? [without(planned, old), []] : [without(planned, old), without(old, planned)];
  if (unknown && !meant) return [];
  const same = added.length === 0 && removed.length === 0;
  if (!hidden && same && (resource.kind !== "replace" || planned.length === 0)) return [];
  return [{ resource, attribute, added, removed, document, ...(hidden && { hidden }) }];
}

/** Attributes that only repeat what another resource sets. */
const mirrors: ReadonlySet<string> = new Set(["aws_s3_bucket.policy", "aws_iam_role.inline_policy.policy"]);

/** For a bucket that gets a new name, the same statement about the new name counts as unchanged. */
function renamer({ kind, before, after }: ResourceDifference): (permission: Permission) => Permission {
  const [was, is] = [before, after].map((side) => (isObject(side) ? side.bucket : undefined));
  if (kind !== "replace" || typeof was !== "string" || typeof is !== "string") return (permission) => permission;
  const rename = (resource: string) =>
    resource === `arn:aws:s3:::${was}` || resource.startsWith(`arn:aws:s3:::${was}/`)
      ? `arn:aws:s3:::${is}${resource.slice(`arn:aws:s3:::${was}`.length)}`
      : resource;
  return (permission) => ({ ...permission, resource: rename(permission.resource) });
}

function sameSecret(before: readonly Redacted[] = [], after: readonly Redacted[] = []): boolean {
  return (
    before.length === after.length && before.every((value, i) => value instanceof Sensitive && value.equals(after[i]))
  );
}

function readable(values: readonly Redacted[]): unknown[] {
  return values.flatMap((value) => (typeof value === "string" ? [parsed(value)] : []));
}

/** Attribute names under which the provider keeps policies: there, unreadable values count too. */
const policyNames = /^(policy|assume_role_policy|resource_policy|policy_document|access_policy|policy_text)$/;

/** Path without list indexes -> the values found there. */
function found(value: Redacted, path: readonly string[] = [], all = new Map<string, Redacted[]>()): Found {
  if (value instanceof Sensitive || value === knownAfterApply) {
    if (path.length > 0 && policyNames.test(path.at(-1)!)) add(all, path, value);
  } else if (typeof value === "string") {
    if (isPolicy(parsed(value))) add(all, path, value);
  } else if (Array.isArray(value)) {
    for (const item of value) found(item as Redacted, path, all);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) found(item, [...path, name], all);
  }
  return all;
}

function add(all: Map<string, Redacted[]>, path: readonly string[], value: Redacted): void {
  const key = path.join(".");
  all.set(key, [...(all.get(key) ?? []), value]);
}
