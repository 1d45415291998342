// What somebody changed without Terraform since the last apply.
import type { TerraformPlan } from "../plan/terraform-plan";
import { addressOf } from "./changes";
import { canonical, isObject } from "./json";

/**
 * Addresses of `resource_drift`. A refresh also reports what only its own reading changed: null that became "", or an
 * empty list; that is no drift. What a replaced producer computes is none either.
 */
export function changedOutside(plan: TerraformPlan): readonly string[] {
  return (plan.resource_drift ?? [])
    .filter(
      ({ mode, change }) => mode === "managed" && canonical(bare(change.before)) !== canonical(bare(change.after)),
    )
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
