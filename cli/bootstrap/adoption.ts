// Import blocks beside the stack for what exists although no state knows it: a killed run could not write it down, or
// somebody made it otherwise. The plan shows what would be adopted, and what would change about it.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { TerraformPlan } from "../../packages/terraform/plan-json";
import { type Existing, findExisting } from "./existing";
import type { Place } from "./place";
import { type Home, readBucketState, readLocalState, type State } from "./states";
import { readResources } from "./synthesis";

const file = "adopt.tf.json";

export async function adoptExisting(place: Place, home: Home): Promise<readonly Existing[]> {
  const state = home === "bucket" ? await readBucketState(place) : readLocalState(place);
  const resources = readResources(place);
  const { account, deployment } = place;
  const existing = await findExisting(resources, knownTo(state), { id: account, aws: deployment.aws });
  removeAdoption(place);
  if (existing.length > 0) {
    const blocks = existing.map(({ address, id }) => ({ to: address, id }));
    writeFileSync(join(place.folder, file), JSON.stringify({ import: blocks }, undefined, 2));
  }
  return existing;
}

/** Import blocks of what is gone meanwhile would be errors. */
export function removeAdoption({ folder }: Pick<Place, "folder">): void {
  rmSync(join(folder, file), { force: true });
}

/** Terraform notes a resource before it makes it, without an instance: a killed run may have made it all the same. */
export function knownTo(state: State | undefined): ReadonlySet<string> {
  const made = (state?.resources ?? []).filter(({ mode, instances }) => mode === "managed" && instances.length > 0);
  return new Set(made.map(({ type, name }) => `${type}.${name}`));
}

/** What is adopted may not be as the stack wants it, and others may rely on that: which arguments would change. */
export function adoptedChanges(
  { resource_changes = [] }: TerraformPlan,
  paths: Readonly<Record<string, string>>,
): string[] {
  return resource_changes
    .filter(({ change }) => change.importing && change.actions.some((action) => action !== "no-op"))
    .map(({ address, change }) => {
      const [before, after] = [change.before ?? {}, change.after ?? {}] as Record<string, unknown>[];
      const differing = Object.keys(after!).filter((name) => !isDeepStrictEqual(before![name], after![name]));
      return `  adopted, and changed: ${paths[address] ?? address}: ${differing.join(", ")}`;
    });
}
