// Adopts resources that exist in the account but are in no state, because a killed run could not record them or because
// they were created by other means. The plan shows what would be adopted, and what would change about it.
import { isDeepStrictEqual } from "node:util";
import type { TerraformPlan } from "../../packages/terraform/plan-json";
import type { SynthesizedStack } from "../../packages/terraform/synthesis";
import { type Candidate, candidates } from "../recover/candidates";
import { findTagged } from "../recover/tagged-resources";
import { type AccountBootstrap, bootstrap as name } from "./account-bootstrap";
import { readState, type StateLocation } from "./state-location";

/** Writes import blocks next to the stack; returns what they adopt. */
export async function adoptExisting(
  bootstrap: AccountBootstrap,
  stack: SynthesizedStack,
  location: StateLocation,
): Promise<readonly Candidate[]> {
  const { aws, environment } = bootstrap.deployment;
  const state = await readState(bootstrap, location);
  const tagged = await findTagged(aws, name);
  return bootstrap.terraform.adopt(candidates({ stack, state, tagged, environment }));
}

/** The arguments of adopted resources that would change. Others may rely on the current values. */
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
