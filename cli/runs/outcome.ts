// The named end of a run.
import type { Run } from "./follow";

/** The last state of a run that succeeded: Deployed, RegisteredForApproval or RejectedByQualityGate. */
export function outcomeOf({ output, states }: Run): string {
  return output?.outcome ?? states.at(-1)?.name ?? "unknown";
}
