// Shows the review's findings about a plan in the terminal, before the person agrees to apply it.
import type { Planned } from "../../packages/terraform/planned-stack";
import { terminalLines } from "../../packages/plan-review/render/terminal";
import { reviewFacts } from "../../packages/plan-review/review";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { bold, dim, green, red, yellow } from "../terminal/text";
import { gather } from "./gather";

const palette = { bold, dim, red, yellow, green };

/** For `describe` of a deployment: the riskiest first; no lines if nothing changes. */
export function findingsOf(deployment: SynthesizedDeployment): (planned: Planned) => readonly string[] {
  return (planned) => factLines(gather({ deployment, stacks: [planned] }));
}

/** For plans of other stacks than an environment's. */
export function factLines(input: Parameters<typeof reviewFacts>[0]): readonly string[] {
  return terminalLines(reviewFacts(input), palette);
}
