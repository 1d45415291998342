// What a review needs besides the plans: construct paths, synthesized JSON, and the cost before and after.
import type { Deployment } from "../deploy/deployment";
import { constructPaths, readStack, type Stack } from "../deploy/synthesized";
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import type { ReviewInput } from "../../packages/plan-review/input";
import { costOf } from "./cost";

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
  return {
    environment: deployment.environment.name,
    stacks,
    constructPaths: each((stack) => constructPaths(deployment, stack)),
    synthesized,
    cost: costOf(stacks, synthesized, deployment.environment.region),
    ...(digestKey && { digestKey }),
    ...(commit && { commit }),
  };
}
