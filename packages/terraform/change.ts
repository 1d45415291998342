// Decides whether a plan changes anything, and what: in one place for deployments, reviews and drift.
import type { Change, ResourceChange, TerraformPlan } from "./plan-json";

/** From the most to the least severe: also the order in which they are listed. */
export const kinds = ["replace", "delete", "forget", "update", "create", "import", "move", "read"] as const;
export type Kind = (typeof kinds)[number];

export interface PlanChanges {
  /** Resources, and data sources that are read during the apply, in the order of the plan. */
  readonly resources: readonly ResourceChange[];
  readonly outputs: readonly { readonly name: string; readonly change: Change }[];
}

/** Everything that an apply of the plan would do. */
export function changesOf({ resource_changes = [], output_changes = {} }: TerraformPlan): PlanChanges {
  return {
    resources: resource_changes.filter(isChange),
    outputs: Object.entries(output_changes)
      .filter(([, change]) => !isNoOp(change))
      .map(([name, change]) => ({ name, change })),
  };
}

/**
 * Whether the plan has to be applied. Moves, imports, forgotten resources and outputs change the state, so they count.
 */
export function hasChanges(plan: TerraformPlan): boolean {
  const { resources, outputs } = changesOf(plan);
  return resources.length > 0 || outputs.length > 0;
}

/** Terraform calls a resource that is only moved or imported a no-op, but the apply changes the state. */
export function isChange({ change, previous_address: previous }: ResourceChange): boolean {
  return !isNoOp(change) || Boolean(change.importing) || previous !== undefined;
}

export function isNoOp({ actions }: Change): boolean {
  return actions.length === 0 || (actions.length === 1 && actions[0] === "no-op");
}

/** What happens to a resource for which `isChange` is true. If it is imported and changed, the change counts. */
export function kindOf({ change, previous_address: previous }: ResourceChange): Kind {
  const { actions, importing } = change;
  if (actions.length === 2) return "replace";
  const [action] = actions;
  if (action !== undefined && action !== "no-op") return action;
  return importing ? "import" : previous ? "move" : "read";
}

/** Terraform's address, with the deposed key if there is one. */
export function addressOf({ address, deposed }: ResourceChange): string {
  return deposed ? `${address} (deposed ${deposed})` : address;
}
