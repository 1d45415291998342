// Collects what a review needs besides the plans: construct paths, synthesized JSON, and the cost before and after.
import { digestKeyVariable, reviewMarker } from "../../contracts/review";
import type { SynthesizedStack } from "../../packages/terraform/synthesis";
import type { SynthesizedDeployment } from "../deploy/deployment";
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import type { ReviewInput } from "../../packages/plan-review/input";
import { costOf } from "./cost";

export interface GatherOptions {
  readonly deployment: SynthesizedDeployment;
  readonly stacks: readonly PlannedStack[];
  readonly digestKey?: string;
  readonly commit?: string;
}

export function gather({ deployment, stacks, digestKey, commit }: GatherOptions): ReviewInput {
  const each = <T>(read: (stack: SynthesizedStack) => T) =>
    Object.fromEntries(stacks.map(({ stack }) => [stack, read(deployment.synthesis.stack(stack))]));
  const synthesized = each(({ code }) => code);
  return {
    environment: deployment.environment.name,
    stacks,
    constructPaths: each(({ constructPaths }) => constructPaths),
    synthesized,
    caller: {
      marker: reviewMarker(deployment.environment.name),
      diffCommand: (stack) => `npm run diff -- ${deployment.environment.name} ${stack}`,
      digestKey: digestKeyVariable,
    },
    cost: costOf(stacks, synthesized, deployment.environment.region),
    ...(digestKey && { digestKey }),
    ...(commit && { commit }),
  };
}
