// `npm run bootstrap -- ENV`: creates what an environment's account needs before any deployment. Can be repeated.
import { type EnvironmentName, environmentsInAccount } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { pause } from "../../packages/process/interrupt";
import { hasChanges } from "../../packages/terraform/change";
import { removeImports } from "../../packages/terraform/imports";
import type { TerraformPlan } from "../../packages/terraform/plan-json";
import { terraformRunsIn } from "../../packages/terraform/processes";
import type { SynthesizedStack } from "../../packages/terraform/synthesis";
import { checkAccount } from "../aws/account";
import {
  type AccountBootstrap,
  accountBootstrap,
  bootstrap as bootstrapStack,
  synthesizeBootstrap,
} from "../bootstrap/account-bootstrap";
import { adoptedChanges, adoptExisting } from "../bootstrap/adoption";
import { githubInstructions } from "../bootstrap/instructions";
import { releaseStaleLock, withRunMarker } from "../bootstrap/run-marker";
import { locateState, moveState, type StateLocation } from "../bootstrap/state-location";
import { deploymentOf } from "../deploy/deployment";
import { confirm } from "../terminal/confirm";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { planWords } from "../../packages/plan-review/words";
import { factLines } from "../review/terminal";
import { withCommandLock } from "../command-lock";
import { setUp } from "../setup";
import { costOf } from "../review/cost";

interface Options {
  readonly yes: boolean;
  /** Id of a lock left by a killed run. */
  readonly unlock: string | undefined;
}

export interface BootstrapOptions extends Options {
  readonly environment: EnvironmentName;
}

export async function run({ environment: name, ...options }: BootstrapOptions): Promise<number> {
  const bootstrap = accountBootstrap(deploymentOf(name, { command: "bootstrap" }));
  return withCommandLock(
    bootstrap.deployment.again,
    () => bootstrapAccount(bootstrap, options),
    `account-${bootstrap.account}`,
  );
}

async function bootstrapAccount(bootstrap: AccountBootstrap, options: Options): Promise<number> {
  const { account, bucket, deployment } = bootstrap;
  const { name } = deployment.environment;
  console.log(`\n${bold(`What account ${account} needs before ${name} is deployed into it`)}\n`);
  const steps = new Steps();
  const stack = await prepare(steps, bootstrap);
  const location = await steps.run(
    "State",
    async ({ note }) => {
      await awaitTerraform(bootstrap, note);
      const found = await locateState(bootstrap);
      await bootstrap.terraform.initialize(found === "bucket" ? "as synthesized" : "machine");
      if (found === "bucket") await releaseStaleLock(bootstrap, note, options.unlock);
      return found;
    },
    (found) => (found === "bucket" ? `in ${bucket}` : "on this machine, until its bucket is there"),
  );
  if (!(await withRunMarker(bootstrap, () => change(steps, bootstrap, stack, location, options)))) return 1;
  console.log(`\n${githubInstructions(environmentsInAccount(account, process.env), bucket)}\n`);
  return 0;
}

/** Terraform outlives a killed command: waits for it to finish and to save what it created. */
async function awaitTerraform({ folder }: AccountBootstrap, note: (text: string) => void): Promise<void> {
  const [first] = terraformRunsIn(folder);
  if (first) note(`waiting for Terraform (process ${first.pid}), which an earlier run left at work`);
  while (terraformRunsIn(folder).length > 0) await pause(200);
}

/** False if the person declines. */
async function change(
  steps: Steps,
  bootstrap: AccountBootstrap,
  stack: SynthesizedStack,
  location: StateLocation,
  options: Options,
): Promise<boolean> {
  const plan = await steps.run(
    "Plan",
    async ({ note }) => {
      const existing = await adoptExisting(bootstrap, stack, location);
      if (existing.length > 0) note("exists, but no state knows it: to be adopted instead of made");
      for (const { constructPath, id } of existing) note(`  ${constructPath}: ${id}`);
      const planned = await bootstrap.terraform.plan({ keep: true });
      if (planned.status === "planned") return planned.plan;
      throw new UserError(`The bootstrap of account ${bootstrap.account} cannot be planned:\n${planned.error}`);
    },
    (made) => (hasChanges(made) ? planWords(made) : "nothing to change"),
  );
  try {
    if (hasChanges(plan) && !(await applyConfirmed(steps, bootstrap, stack, plan, options))) return false;
  } finally {
    // A saved plan contains secrets in plain text.
    bootstrap.terraform.removePlan();
  }
  removeImports(bootstrap.folder);
  if (location === "machine") {
    await steps.run(
      "Move",
      () => moveState(bootstrap),
      () => `the state is in ${bootstrap.bucket} now`,
    );
  }
  return true;
}

async function prepare(steps: Steps, bootstrap: AccountBootstrap): Promise<SynthesizedStack> {
  const { account, deployment, folder } = bootstrap;
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  await steps.run(
    "Account",
    () => checkAccount(deployment.environment, deployment.aws),
    ({ arn }) => `${account} as ${arn.split(":").at(-1)}`,
  );
  removeImports(folder);
  return steps.run("Synthesis", () => synthesizeBootstrap(bootstrap));
}

/** False if the person declines. */
async function applyConfirmed(
  steps: Steps,
  bootstrap: AccountBootstrap,
  { constructPaths }: SynthesizedStack,
  plan: TerraformPlan,
  options: Options,
): Promise<boolean> {
  const { name, region } = bootstrap.deployment.environment;
  const stacks = [{ stack: bootstrapStack, status: "planned" as const, plan, warnings: [] }];
  const input = { environment: name, stacks, constructPaths: { [bootstrapStack]: constructPaths } };
  const findings = factLines({ ...input, cost: costOf(stacks, {}, region) });
  const lines = [...findings, ...adoptedChanges(plan, constructPaths)];
  console.log(`\n${lines.map((line) => `      ${line}`).join("\n")}\n`);
  const text = `Apply this to account ${bootstrap.account}?`;
  if (!(await confirm({ text, answered: options.yes, flag: "--yes" }))) {
    console.log("Nothing was changed.");
    return false;
  }
  await steps.run(
    "Deployment",
    (progress) => bootstrap.terraform.applyPlan(plan, progress),
    () => planWords(plan),
  );
  return true;
}
