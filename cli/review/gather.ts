// What a review needs besides the plans: construct paths, synthesized JSON, and the cost before and after.
import {
  costChange,
  type CostChange,
  type PricedResource,
  resourcesOfPlan,
  resourcesOfSynth,
} from "../../packages/cost";
import type { Deployment } from "../deploy/deployment";
import { constructPaths, readStack, type Stack } from "../deploy/synthesized";
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import type { ReviewInput } from "../../packages/plan-review/input";

export interface GatherOptions {
  readonly deployment: Deployment;
  readonly stacks: readonly PlannedStack[];
  readonly digestKey?: string;
  readonly commit?: string;
}

export function gather({ deployment, stacks, digestKey, commit }: GatherOptions): ReviewInput {
  const each = <T>(read: (stack: Stack) => T) =>
    Object.fromEntries(stacks.map(({ stack }) => [stack, read(stack as Stack)]));
  const synthesized = each((stack) => readStack(deployment, stack));
  const cost = costOf(stacks, synthesized, deployment.environment.region);
  return {
    environment: deployment.environment.name,
    stacks,
    constructPaths: each((stack) => constructPaths(deployment, stack)),
    synthesized,
    ...(cost && { cost }),
    ...(digestKey && { digestKey }),
    ...(commit && { commit }),
  };
}

/**
 * Of a stack that cannot be planned yet the cost is that of its synthesized resources, and before there was none. Of a
 * stack whose plan failed nobody knows what it has: then there is no estimate.
 */
export function costOf(
  stacks: readonly PlannedStack[],
  synthesized: Readonly<Record<string, unknown>>,
  region: string,
): CostChange | undefined {
  const [before, after]: [PricedResource[], PricedResource[]] = [[], []];
  for (const stack of stacks) {
    if (stack.status === "failed") return undefined;
    if (stack.status === "pending") {
      after.push(...resourcesOfSynth(synthesized[stack.stack]));
    } else {
      before.push(...resourcesOfPlan(stack.plan.prior_state?.values));
      after.push(...resourcesOfPlan(stack.plan.planned_values));
    }
  }
  return costChange(before, after, region);
}
