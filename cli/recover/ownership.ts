// Whose is what a plan would adopt? A name says little: somebody else may have taken it. The tags tell.
import { project } from "../../contracts/names";
import { tagKeys } from "../../contracts/tags";
import type { ResourceChange, TerraformPlan } from "../../packages/terraform/plan-json";

/**
 * What would be adopted although its tags say that it is not this stack's, as sentences. What has no tags at all may be
 * adopted: a run that is killed between making and tagging leaves it so, and services make log groups without any.
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
