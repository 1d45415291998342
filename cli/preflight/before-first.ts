// The first deployment of an environment asks first. Later ones meet an account that has everything already.
import { UserError } from "../../packages/errors";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { stacksWithState } from "../deploy/states";
import type { Steps } from "../terminal/steps";
import { preflight } from ".";
import { describeChecks, stops, summarize } from "./report";

/** Throws a UserError with everything that would stop the deployment, before anything is made. */
export async function preflightBeforeFirst(steps: Steps, deployment: SynthesizedDeployment): Promise<void> {
  if ((await stacksWithState(deployment)).length > 0) return;
  const { name } = deployment.environment;
  const checked = await steps.run(
    "Preflight",
    () => preflight(deployment),
    (all) => (stops(all) ? "something is missing" : "the account has what a first deployment needs"),
    stops,
  );
  if (!stops(checked)) return;
  throw new UserError(`${describeChecks(checked)}\n\n  ${summarize(name, checked)} Nothing was changed.`);
}
