// `npm run deploy -- ENV`: deploys an environment; with --reviewed, only what was reviewed.
import { modelOfStack, modelStackId } from "../../contracts/names";
import type { EnvironmentName } from "../../src/environments";
import { outputsOf } from "../deploy/outputs";
import { chosenStacks } from "../deploy/chosen-stacks";
import { prepare } from "../deploy/prepare";
import { deployStacks } from "../deploy/deploy-stacks";
import { findingsOf } from "../review/terminal";
import { AlreadyExists } from "../deploy/deploy-run";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { describeRemoved, removedStacks } from "../deploy/removed-stacks";
import { adoptionFor } from "../recover/adoption";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { withCommandLock } from "../command-lock";
import { offerAfter, offerRecovery } from "../recover/offer";
import { preflightBeforeFirst } from "../preflight/before-first";
import { reviewGate } from "../deploy/gate";

export interface DeployOptions {
  readonly environment: EnvironmentName;
  readonly stacks: readonly string[];
  /** The file that the review wrote. */
  readonly reviewed?: string;
  readonly yes: boolean;
}

export async function run({ environment: name, stacks: named, reviewed, yes }: DeployOptions): Promise<number> {
  const gate = reviewed === undefined ? undefined : reviewGate(reviewed, name);
  return withCommandLock(
    `npm run deploy -- ${name}`,
    async () => {
      const steps = new Steps();
      console.log(`\n${bold(`Deploying ${name}`)}\n`);
      const deployment = await prepare(steps, name, { command: "deploy" });
      await preflightBeforeFirst(steps, deployment);
      const stacks = chosenStacks(named, deployment.synthesis.names);
      const recovery = await offerRecovery(steps, deployment, { stacks, yes });
      if (recovery === "declined") return 1;
      const options = { stacks, yes, gate, describe: findingsOf(deployment) };
      const deploy = (adopt: boolean) =>
        deployStacks(steps, deployment, { ...options, ...(adopt && { adoption: adoptionFor(deployment) }) });
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
  deployment: SynthesizedDeployment,
  changed: readonly string[],
  stacks: readonly string[],
  steps: Steps,
): Promise<void> {
  const { name } = deployment.environment;
  const what = changed.length > 0 ? `${changed.join(", ")} deployed to ${name}` : `${name} is up to date`;
  console.log(`\n  ${what}. ${steps.total()}\n`);
  const removed = (await removedStacks(deployment)).map((stack) => stack.name);
  if (removed.length > 0) console.log(`  ${describeRemoved(name, removed)}\n`);
  const models = stacks.flatMap((stack) => modelOfStack(stack) ?? []);
  for (const model of models) {
    const outputs = await outputsOf(modelStackId(model), deployment);
    if (outputs) console.log(`  A CSV file put into ${outputs.upload_uri} starts a run of ${model}.`);
  }
  if (models.length > 0) console.log(`  npm run outputs -- ${name}  lists the rest.\n`);
}
