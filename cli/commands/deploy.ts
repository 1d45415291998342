// `npm run deploy -- ENV`: deploys an environment; with --reviewed only what was reviewed.
import type { EnvironmentName } from "../../src/environments";
import { AlreadyExists } from "../deploy/apply";
import { outputsOf } from "../deploy/outputs";
import { logOf, prepare } from "../deploy/prepare";
import { deployStacks } from "../deploy/deploy-stacks";
import type { Deployment } from "../deploy/deployment";
import type { Stack } from "../deploy/synthesized";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { exclusively } from "../command-lock";
import { offerAfter, offerRecovery } from "../recover/offer";
import { reviewGate } from "../deploy/gate";

export interface DeployOptions {
  readonly environment: EnvironmentName;
  readonly stacks: readonly Stack[];
  /** The file of a review. */
  readonly reviewed?: string;
  readonly yes: boolean;
}

export async function run({ environment: name, stacks, reviewed, yes }: DeployOptions): Promise<number> {
  const command = `npm run deploy -- ${name}`;
  const gate = reviewed === undefined ? undefined : reviewGate(reviewed, name);
  return exclusively(
    command,
    async () => {
      const steps = new Steps();
      const log = logOf("deploy", name);
      console.log(`\n${bold(`Deploying ${name}`)}\n`);
      const deployment = await prepare(steps, name, log, { stacks });
      const recovery = await offerRecovery(steps, deployment, { stacks, yes });
      if (recovery === "declined") return 1;
      const options = { stacks, log, yes, gate, again: command };
      const deploy = (adopt: boolean) => deployStacks(steps, deployment, { ...options, adopt });
      const changed = await deploy(recovery === "needed").catch(async (error: unknown) => {
        if (!(error instanceof AlreadyExists) || !(await offerAfter(error, yes))) throw error;
        return deploy(true);
      });
      if (changed === undefined) {
        console.log("\n  Nothing more was changed.\n");
        return 1;
      }
      await printResult(deployment, changed, stacks, steps);
      return 0;
    },
    name,
  );
}

async function printResult(
  deployment: Deployment,
  changed: readonly Stack[],
  stacks: readonly Stack[],
  steps: Steps,
): Promise<void> {
  const { name } = deployment.environment;
  const what = changed.length > 0 ? `${changed.join(", ")} deployed to ${name}` : `${name} is as it should be`;
  console.log(`\n  ${what}. ${steps.total()}\n`);
  if (stacks.includes("pipeline")) {
    const { upload_uri } = await outputsOf("pipeline", deployment);
    console.log(
      `  A CSV file put into ${String(upload_uri)} starts a run.  npm run outputs -- ${name}  lists the rest.\n`,
    );
  }
}
