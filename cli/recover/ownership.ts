// Checks by their tags that the resources a plan would adopt are ours; a name alone may be someone else's.
import { project } from "../../contracts/names";
import { tagKeys } from "../../contracts/tags";
import type { ResourceChange, TerraformPlan } from "../../packages/terraform/plan-json";

/**
 * The resources to be adopted whose tags say that they are not this stack's, as sentences. A resource without any tags
 * may be adopted: a run killed between creating and tagging leaves it so, and services create untagged log groups.
 */
export function foreignResources(
  { resource_changes = [] }: TerraformPlan,
  constructPaths: Readonly<Record<string, string>>,
  environment: string,
): string[] {
  return resource_changes.flatMap(({ address, change }) => {
    const tags = tagsOf(change);
    const path = constructPaths[address];
    if (!change.importing || path === undefined || Object.keys(tags).length === 0) return [];
    const ours = { [tagKeys.project]: project, [tagKeys.environment]: environment, [tagKeys.constructPath]: path };
    const different = Object.entries(ours).filter(([key, value]) => tags[key] !== value);
    if (different.length === 0) return [];
    const got = different.map(([key]) => `${key}: ${tags[key] ?? "none"}`).join(", ");
    const wanted = different.map(([key, value]) => `${key}=${value}`).join(", ");
    return [
      `${path} exists as ${change.importing.id ?? address}, but its tags say that it is somebody else's (${got}). ` +
        `Delete it; or, if it does belong here, set ${wanted}. Then run this again.`,
    ];
  });
}

function tagsOf({ before }: ResourceChange["change"]): Readonly<Record<string, string>> {
  const { tags_all, tags } = (before ?? {}) as Readonly<Record<string, Readonly<Record<string, string>> | null>>;
  return tags_all ?? tags ?? {};
}
