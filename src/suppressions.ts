// Suppresses checks of the scanner, each with its reason next to the resource, in the code and in the Terraform JSON.
import type { TerraformElement } from "cdktf";
import { notes } from "../contracts/tags";
import type { Environment } from "./environments";

/** A checkov check, such as `CKV_AWS_115` or `CKV2_AWS_5`. */
export type CheckId = `CKV${"" | "2"}_${string}`;

/** Why each finding is acceptable, for a reviewer of the platform's security. */
export type Suppressions = Readonly<Partial<Record<CheckId, string>>>;

/**
 * `npm run policy` fails on every finding that is not suppressed here, and on every suppression of a check that finds
 * nothing. Leave a check out (undefined) where the environment does not cause the finding.
 */
export function suppressChecks(resource: TerraformElement, suppressions: Suppressions): void {
  for (const [check, reason] of Object.entries(suppressions)) {
    if (reason === undefined) continue;
    if (!/^CKV2?_[A-Z]+_\d+$/.test(check)) {
      throw new Error(`"${check}" is not a check of checkov; allowed: an id such as CKV_AWS_115.`);
    }
    if (reason.trim().split(/\s+/).length < 5) {
      throw new Error(`Suppressing ${check} needs a reason of at least five words; got "${reason}".`);
    }
    resource.addOverride(`//.${notes.suppressions}.${check}`, reason);
  }
}

/** checkov wants every log kept for a year. Each environment sets its own retention; production has to comply. */
export function shortLogRetention({ name, logRetentionDays }: Environment): Suppressions {
  if (name === "prod" || logRetentionDays >= 365) return {};
  return {
    CKV_AWS_338: `No production data passes through ${name}: ${logRetentionDays} days are enough to look into what went wrong, and production keeps a year.`,
  };
}
