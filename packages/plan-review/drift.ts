// Finds what was changed outside Terraform since the last apply.
import { addressOf } from "../terraform/change";
import type { TerraformPlan } from "../terraform/plan-json";
import { canonical, isObject } from "./json";
import type { SourceResource } from "./source";

/**
 * Addresses of `resource_drift` in which an attribute that the code sets has changed. All other entries come from a
 * refresh that reads the effects of other resources, such as the policies of a role, or that writes "" for null.
 */
export function changedOutside(plan: TerraformPlan, source: (address: string) => SourceResource): readonly string[] {
  return (plan.resource_drift ?? [])
    .filter(({ mode }) => mode === "managed")
    .filter(({ address, change }) => {
      const set = source(address).configured;
      const part = (value: unknown) =>
        set && isObject(value) ? Object.fromEntries(set.map((name) => [name, value[name]])) : value;
      return canonical(bare(part(change.before))) !== canonical(bare(part(change.after)));
    })
    .map(addressOf)
    .sort();
}

/** Without empty members. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(bare) : undefined;
  if (!isObject(value)) return value === null || value === "" || value === 0 || value === false ? undefined : value;
  const members = Object.entries(value).flatMap(([name, item]) => {
    const kept = bare(item);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}
