// Finds what is lost or interrupted when a plan is applied, and why.
import type { ResourceDifference } from "../changes";
import { type Finding, finding, type FindingKind } from "../finding";
import { isObject } from "../json";
import type { Redacted } from "../redaction";
import { name, quote, sentence, type Sentence, strong } from "../sentence";
import { endpointFindings } from "./endpoints";
import { inPlaceHazards } from "./in-place";
import { why } from "./reasons";
import { type StatefulType, statefulTypes } from "./stateful-types";

const kinds = { data: "data-loss", service: "service-interruption" } as const;

/** By stack and address; the caller sorts them by severity. */
export function hazardsOf(resources: readonly ResourceDifference[]): readonly Finding[] {
  const buckets = newBuckets(resources);
  return resources.flatMap((resource) => [...ofResource(resource, buckets), ...endpointFindings(resource)]);
}

/** The new resources that hold data: the counterpart of the losses. */
export function newStatefulResources(resources: readonly ResourceDifference[]): readonly Finding[] {
  const created = resources.filter((resource) => resource.kind === "create" && !isMadeFromCode(resource));
  return Object.entries(statefulTypes)
    .filter(([type]) => type !== "aws_cloudwatch_log_group")
    .flatMap(([type, { what }]) =>
      created
        .filter((resource) => resource.type === type)
        .map((it) => about("new-stateful-resource", it, sentence`${what} ${physicalName(it.after)}${named(it)}`)),
    );
}

/** The name of a resource throughout a review: construct path first, Terraform's address after it. */
export function named({ constructPath, address }: Pick<ResourceDifference, "constructPath" | "address">): Sentence {
  return constructPath ? sentence`${name(constructPath)} (${name(address)})` : [name(address)];
}

/** A deletion that Terraform refuses because of prevent_destroy: nothing happens, but the code asks for it. */
export function refusedDestruction(stack: string, address: string, constructPath?: string): Finding {
  const what = statefulTypes[address.split(".")[0]!]?.what ?? "resource";
  const text = sentence`${strong(what)} ${named({ constructPath, address })} is protected: this change would delete or replace it`;
  return finding("refused-destruction", "resources", { stack, address, constructPath }, { sentence: text });
}

/** Rules for a bucket that does not exist yet delete nothing. */
function newBuckets(resources: readonly ResourceDifference[]): ReadonlySet<unknown> {
  const created = resources.filter(({ type, kind }) => type === "aws_s3_bucket" && kind === "create");
  return new Set(created.map(({ after }) => (isObject(after) ? after.bucket : undefined)));
}

function ofResource(resource: ResourceDifference, buckets: ReadonlySet<unknown>): readonly Finding[] {
  const { kind, type } = resource;
  const stateful = isMadeFromCode(resource) ? undefined : statefulTypes[type];
  const what = strong(stateful?.what ?? "resource");
  if (kind === "forget") {
    const stays = "it stays in AWS, but Terraform no longer manages it";
    const text = sentence`${what} ${named(resource)} is ${strong("forgotten")}, ${why(resource)}: ${stays}`;
    return [about("forgotten", resource, text)];
  }
  if (kind === "create" && isObject(resource.after) && buckets.has(resource.after.bucket)) return [];
  if (kind === "update" || kind === "create") {
    const changed = strong(stateful?.what ?? "update");
    return inPlaceHazards(resource).map(({ attribute, kind: hazard, says }) =>
      about(hazard, resource, sentence`${changed} ${named(resource)}: ${says} (${name(attribute)})`),
    );
  }
  if (!stateful || (kind !== "replace" && kind !== "delete")) return [];
  return [about(kinds[stateful.loss], resource, lost(resource, stateful))];
}

function lost(resource: ResourceDifference, { what, contents }: StatefulType): Sentence {
  const { kind, createFirst, address, before } = resource;
  const action = address.includes(" (deposed ")
    ? "is left over from an earlier replacement and is deleted"
    : kind === "delete"
      ? "is deleted"
      : createFirst
        ? "is replaced (the new one is created first)"
        : "is replaced (destroyed, then recreated)";
  const subject = sentence`${strong(what)} ${physicalName(before)}${named(resource)}`;
  return sentence`${subject} ${strong(action)}, ${why(resource)}. Lost: ${contents}${refusal(resource)}`;
}

/** What may make the apply fail halfway. */
function refusal({ type, before }: ResourceDifference): Sentence {
  if (type !== "aws_s3_bucket" || !isObject(before) || before.force_destroy !== false) return [];
  return sentence`. The apply fails unless the bucket is empty (${name("force_destroy")} is off)`;
}

/** The name people know it by. */
function physicalName(value: Redacted): Sentence {
  if (!isObject(value)) return [];
  const found = ["bucket", "name", "domain_name", "space_name", "user_profile_name", "key_id", "id"]
    .map((attribute) => value[attribute] as Redacted)
    .find((text) => typeof text === "string" && text !== "");
  return found === undefined ? [] : sentence`${quote(String(found))} `;
}

/** Objects whose content is in the code can be created again. */
function isMadeFromCode({ type, before }: ResourceDifference): boolean {
  if (!isObject(before)) return false;
  const has = (attribute: string) => typeof before[attribute] === "string" && before[attribute] !== "";
  return type === "aws_s3_object" && (has("source") || has("content"));
}

function about(kind: FindingKind, resource: ResourceDifference, text: Sentence): Finding {
  return finding(kind, "resources", resource, { sentence: text });
}
