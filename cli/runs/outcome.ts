// The terminal state of a run.
import type { Run } from "./follow";

/** The last state of a successful run: Deployed, RegisteredForApproval or RejectedByQualityGate. */
export function outcomeOf({ output, states }: Run): string {
  return output?.outcome ?? states.at(-1)?.name ?? "unknown";
}
