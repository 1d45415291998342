// The result of planning one stack.
import type { TerraformPlan } from "./plan-json";

export interface Planned {
  readonly stack: string;
  readonly status: "planned";
  /** `terraform show -json` of a plan that is complete and without errors. */
  readonly plan: TerraformPlan;
  readonly warnings: readonly string[];
}

export type PlannedStack =
  | Planned
  /** Stacks whose outputs it reads and that are not applied yet. */
  | { readonly stack: string; readonly status: "pending"; readonly waitsFor: readonly string[] }
  | { readonly stack: string; readonly status: "failed"; readonly error: string };
