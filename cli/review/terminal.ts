// What a plan would do, before it is applied: the findings of the review, for whoever has to agree to it.
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import { terminalLines } from "../../packages/plan-review/render/terminal";
import { reviewFacts } from "../../packages/plan-review/review";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { bold, dim, green, red, yellow } from "../terminal/text";
import { gather } from "./gather";

const palette = { bold, dim, red, yellow, green };

/** The riskiest first; none where nothing changes. */
export function planLines(deployment: SynthesizedDeployment, stacks: readonly PlannedStack[]): readonly string[] {
  return factLines(gather({ deployment, stacks }));
}

/** For plans of no environment's stacks. */
export function factLines(input: Parameters<typeof reviewFacts>[0]): readonly string[] {
  return terminalLines(reviewFacts(input), palette);
}
