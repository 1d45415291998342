// `npm run preflight -- ENV`: what would stop a deployment into this account. Changes nothing.
import type { EnvironmentName } from "../../src/environments";
import { checkAccount } from "../aws/account";
import { deploymentOf } from "../deploy/deployment";
import { runAccountCheck } from "../deploy/prepare";
import { describeSynthesis, synthesize } from "../deploy/synthesize";
import { preflight } from "../preflight";
import { describeChecks, stops, summarize } from "../preflight/report";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";

export interface PreflightOptions {
  readonly environment: EnvironmentName;
  readonly json: boolean;
}

export async function run({ environment: name, json }: PreflightOptions): Promise<number> {
  const deployment = deploymentOf(name, { command: "preflight", readOnly: true });
  if (json) {
    await checkAccount(deployment.environment, deployment.aws);
    const checked = await preflight(await synthesize(deployment));
    console.log(JSON.stringify(checked, undefined, 2));
    return stops(checked) ? 1 : 0;
  }
  const steps = new Steps();
  console.log(`\n${bold(`Can ${name} be deployed?`)}\n`);
  await runAccountCheck(steps, deployment);
  const synthesized = await steps.run(
    "Synthesis",
    () => synthesize(deployment),
    ({ synthesis }) => describeSynthesis(synthesis),
  );
  const checked = await steps.run("Questions", () => preflight(synthesized));
  console.log(`\n${describeChecks(checked)}\n\n  ${summarize(name, checked)}\n`);
  return stops(checked) ? 1 : 0;
}
