// Estimates how the plans change an environment's monthly cost. An estimate informs only: if it cannot be made, the
// review says why in a sentence and continues.
import { costChange, type PricedResource, resourcesOfPlan, resourcesOfSynth } from "../../packages/cost";
import type { CostOfPlans } from "../../packages/plan-review/cost";
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import { whyNotEstimated } from "../cost/not-estimated";

/**
 * For a stack that cannot be planned yet, the cost is that of its synthesized resources, with none before. For a stack
 * whose plan failed, nothing is known.
 */
export function costOf(
  stacks: readonly PlannedStack[],
  synthesized: Readonly<Record<string, unknown>>,
  region: string,
): CostOfPlans {
  const failed = stacks.filter(({ status }) => status === "failed").map(({ stack }) => stack);
  if (failed.length > 0) return { status: "not estimated", reason: `${failed.join(", ")} cannot be planned` };
  const [before, after]: [PricedResource[], PricedResource[]] = [[], []];
  for (const stack of stacks) {
    if (stack.status === "pending") after.push(...resourcesOfSynth(synthesized[stack.stack]));
    if (stack.status !== "planned") continue;
    before.push(...resourcesOfPlan(stack.plan.prior_state?.values));
    after.push(...resourcesOfPlan(stack.plan.planned_values));
  }
  try {
    const change = costChange(before, after, region);
    return change.status === "estimated" ? change : { status: "not estimated", ...whyNotEstimated(change.reason) };
  } catch (error) {
    return { status: "not estimated", reason: `this is a bug: ${(error as Error).message}` };
  }
}
