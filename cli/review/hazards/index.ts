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
  const found = resources.flatMap((resource) => [...ofResource(resource), ...endpointLines(resource)]);
  return losses.flatMap((loss) => found.filter((hazard) => hazard.loss === loss));
}

/** What a resource is called in every part of the comment: construct path first, Terraform's address beside it. */
export function named({ constructPath, address }: ResourceDifference): string {
  return constructPath ? `${code(constructPath)} (${code(address)})` : code(address);
}

function ofResource(resource: ResourceDifference): readonly Hazard[] {
  const { kind, type } = resource;
  const thing = isMadeFromCode(resource) ? undefined : precious[type];
  if (kind === "forget") return [{ loss: "notice", line: forgotten(resource, thing) }];
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
  return `**${what}** ${physicalName(resource)}${named(resource)} **${action}**, ${why(resource)}. Lost: ${goes}.`;
}

function forgotten(resource: ResourceDifference, thing: Precious | undefined): string {
  return `${symbol("notice")} **${thing?.what ?? "resource"}** ${named(resource)} is **forgotten**, ${why(resource)}: it stays in AWS, and Terraform no longer changes or deletes it.`;
}

/** What people know it by. */
function physicalName({ before }: ResourceDifference): string {
  if (!isObject(before)) return "";
  const name = ["bucket", "name", "domain_name", "space_name", "user_profile_name", "key_id", "id"]
    .map((attribute) => before[attribute] as Sealed)
    .find((value) => typeof value === "string" && value !== "");
  return name === undefined ? "" : `${code(String(name))} `;
}

/** Objects and parameters whose content the code holds can be made again from it. */
function isMadeFromCode({ type, before }: ResourceDifference): boolean {
  if (!isObject(before)) return false;
  const has = (attribute: string) => typeof before[attribute] === "string" && before[attribute] !== "";
  return type === "aws_s3_object" && (has("source") || has("content"));
}

export function symbol(loss: Hazard["loss"]): string {
  return { data: "🔴", service: "🟠", notice: "🔵" }[loss];
}
