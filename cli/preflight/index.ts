// Asks an account, before the first deployment, for everything that would stop it. Changes nothing.
import type { SynthesizedDeployment } from "../deploy/deployment";
import { checkBuckets } from "./buckets";
import { checkClock } from "./clock";
import { type Finding, unknown } from "./finding";
import { checkGithubProvider } from "./github-provider";
import { checkPermissions } from "./permissions";
import { checkQuotas } from "./quotas";
import { checkStateBucket } from "./state-bucket";
import { checkStateMachines } from "./state-machines";
import { checkZones } from "./zones";

export type { Finding } from "./finding";

type Check = (deployment: SynthesizedDeployment) => Promise<readonly Finding[]>;

/** In the order in which a deployment would meet them. */
const checks: Readonly<Record<string, Check>> = {
  Clock: checkClock,
  Permissions: checkPermissions,
  "State bucket": checkStateBucket,
  "GitHub's provider": checkGithubProvider,
  Zones: checkZones,
  Buckets: checkBuckets,
  Quotas: checkQuotas,
  "State machines": checkStateMachines,
};

export interface Checked {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** All checks, also after one that found something. */
export async function preflight(deployment: SynthesizedDeployment): Promise<readonly Checked[]> {
  return Promise.all(
    Object.entries(checks).map(async ([title, check]) => ({
      title,
      findings: await check(deployment).catch((error: Error) => [unknown(`AWS did not answer: ${error.message}`)]),
    })),
  );
}
