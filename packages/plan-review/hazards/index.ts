// The first part of a review: what is lost or interrupted when this plan is applied, and why.
import type { ResourceDifference } from "../changes";
import { code } from "../markdown";
import { isObject } from "../json";
import type { Sealed } from "../sealed";
import { endpointLines } from "./endpoints";
import { type Hazard, losses } from "./hazard";
import { inPlaceHazards } from "./in-place";
import { type Precious, precious } from "./precious";
import { why } from "./reasons";

export type { Hazard } from "./hazard";

/** The worst first; within one level by stack and address. */
export function hazardsOf(resources: readonly ResourceDifference[]): readonly Hazard[] {
  const buckets = newBuckets(resources);
  const found = resources.flatMap((resource) => [...ofResource(resource, buckets), ...endpointLines(resource)]);
  return losses.flatMap((loss) => found.filter((hazard) => hazard.loss === loss));
}

/** What a resource is called in every part of the comment: construct path first, Terraform's address beside it. */
export function named({ constructPath, address }: ResourceDifference): string {
  return constructPath ? `${code(constructPath)} (${code(address)})` : code(address);
}

/** What an environment has from now on that holds data: the other half of what to see first. */
export function newcomers(resources: readonly ResourceDifference[]): readonly string[] {
  const made = resources.filter((resource) => resource.kind === "create" && !isMadeFromCode(resource));
  return Object.entries(precious)
    .filter(([type]) => type !== "aws_cloudwatch_log_group")
    .flatMap(([type, { what }]) =>
      made
        .filter((resource) => resource.type === type)
        .map((it) => `${what} ${physicalName(it, it.after)}${named(it)}`),
    );
}

/** Rules for a bucket that is not there yet delete nothing. */
function newBuckets(resources: readonly ResourceDifference[]): ReadonlySet<unknown> {
  const made = resources.filter(({ type, kind }) => type === "aws_s3_bucket" && kind === "create");
  return new Set(made.map(({ after }) => (isObject(after) ? after.bucket : undefined)));
}

function ofResource(resource: ResourceDifference, buckets: ReadonlySet<unknown>): readonly Hazard[] {
  const { kind, type } = resource;
  const thing = isMadeFromCode(resource) ? undefined : precious[type];
  if (kind === "forget") return [{ loss: "forgotten", line: forgotten(resource, thing) }];
  if (kind === "create" && isObject(resource.after) && buckets.has(resource.after.bucket)) return [];
  if (kind === "update" || kind === "create") {
    return inPlaceHazards(resource).map(({ attribute, loss, says }) => ({
      loss,
      line: `${symbol(loss)} **${thing?.what ?? "update"}** ${named(resource)}: ${says} (${attribute})`,
    }));
  }
  if (!thing || (kind !== "replace" && kind !== "delete")) return [];
  return [{ loss: thing.loss, line: `${symbol(thing.loss)} ${lost(resource, thing)}` }];
}

function lost(resource: ResourceDifference, { what, goes }: Precious): string {
  const { kind, createFirst, address } = resource;
  const action = address.includes(" (deposed ")
    ? "the old one of an earlier replacement is deleted"
    : kind === "delete"
      ? "is deleted"
      : createFirst
        ? "is replaced (the new one is made first)"
        : "is replaced (deleted, then made again)";
  return `**${what}** ${physicalName(resource, resource.before)}${named(resource)} **${action}**, ${why(resource)}. Lost: ${goes}.${refusal(resource)}`;
}

/** What may stop the apply half-way. */
function refusal({ type, before }: ResourceDifference): string {
  if (type !== "aws_s3_bucket" || !isObject(before) || before.force_destroy !== false) return "";
  return " The apply fails there unless the bucket is empty (`force_destroy` is off).";
}

function forgotten(resource: ResourceDifference, thing: Precious | undefined): string {
  return `${symbol("forgotten")} **${thing?.what ?? "resource"}** ${named(resource)} is **forgotten**, ${why(resource)}: it stays in AWS, and Terraform no longer changes or deletes it.`;
}

/** What people know it by. */
function physicalName({ redact }: ResourceDifference, value: Sealed): string {
  if (!isObject(value)) return "";
  const name = ["bucket", "name", "domain_name", "space_name", "user_profile_name", "key_id", "id"]
    .map((attribute) => value[attribute] as Sealed)
    .find((value) => typeof value === "string" && value !== "");
  return name === undefined ? "" : `${code(redact(String(name)))} `;
}

/** Objects and parameters whose content the code holds can be made again from it. */
function isMadeFromCode({ type, before }: ResourceDifference): boolean {
  if (!isObject(before)) return false;
  const has = (attribute: string) => typeof before[attribute] === "string" && before[attribute] !== "";
  return type === "aws_s3_object" && (has("source") || has("content"));
}

export function symbol(loss: Hazard["loss"]): string {
  return { data: "🔴", service: "🟠", endpoint: "🔵", forgotten: "🔵" }[loss];
}
