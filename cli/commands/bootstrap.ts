// `npm run bootstrap -- ENV`: what the account of an environment needs before anything is deployed into it. Repeatable.
import { mkdirSync } from "node:fs";
import { type EnvironmentName, environmentsInAccount } from "../../src/environments";
import { checkAccount } from "../aws/account";
import { adoptedChanges, adoptExisting, removeAdoption } from "../bootstrap/adoption";
import { githubInstructions } from "../bootstrap/instructions";
import { noting, releaseStaleLock } from "../bootstrap/lock";
import { moveState } from "../bootstrap/move";
import { type Place, placeOf } from "../bootstrap/place";
import { findHome, type Home } from "../bootstrap/states";
import { constructPaths, synthesize } from "../bootstrap/synthesis";
import { applyPlan, awaitTerraform, initialize, makePlan, removePlan } from "../bootstrap/terraform";
import { deploymentOf } from "../deploy/deployment";
import { confirm } from "../terminal/confirm";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { changeLines, countChanges, describeCounts } from "../plan/summary";
import type { TerraformPlan } from "../../packages/terraform/plan-json";
import { exclusively } from "../command-lock";
import { setUp } from "../setup";

interface Options {
  readonly yes: boolean;
  /** Id of a lock that a killed run left. */
  readonly unlock: string | undefined;
}

export interface BootstrapOptions extends Options {
  readonly environment: EnvironmentName;
}

export async function run({ environment: name, ...options }: BootstrapOptions): Promise<number> {
  const place = placeOf(deploymentOf(name));
  return exclusively(`npm run bootstrap -- ${name}`, () => bootstrap(place, options), `account-${place.account}`);
}

async function bootstrap(place: Place, options: Options): Promise<number> {
  const { account, bucket, deployment } = place;
  const { environment } = deployment;
  console.log(`\n${bold(`What account ${account} needs before ${environment.name} is deployed into it`)}\n`);
  const steps = new Steps();
  await prepare(steps, place);
  const home = await steps.run(
    "State",
    async ({ note }) => {
      await awaitTerraform(place, note);
      const found = await findHome(place);
      await initialize(place, found);
      if (found === "bucket") await releaseStaleLock(place, note, options.unlock);
      return found;
    },
    (found) => (found === "bucket" ? `in ${bucket}` : "on this machine, until its bucket is there"),
  );
  if (!(await noting(place, () => change(steps, place, home, options)))) return 1;
  console.log(`\n${githubInstructions(environmentsInAccount(account, process.env), bucket)}\n`);
  return 0;
}

/** False where the person does not want it. */
async function change(steps: Steps, place: Place, home: Home, options: Options): Promise<boolean> {
  const plan = await steps.run(
    "Plan",
    async ({ note }) => {
      const existing = await adoptExisting(place, home);
      if (existing.length > 0) note("exists, but no state knows it: to be adopted instead of made");
      for (const { address, id } of existing) note(`  ${constructPaths(place)[address]}: ${id}`);
      return makePlan(place);
    },
    (made) => (made ? describeCounts(countChanges(made)) : "nothing to change"),
  );
  if (plan && !(await applyConfirmed(steps, place, plan, options))) return false;
  removeAdoption(place);
  if (home === "machine") {
    await steps.run(
      "Move",
      () => moveState(place),
      () => `the state is in ${place.bucket} now`,
    );
  }
  return true;
}

async function prepare(steps: Steps, place: Place): Promise<void> {
  const { account, deployment, folder } = place;
  const { environment } = deployment;
  mkdirSync(folder, { recursive: true });
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  await steps.run(
    "Account",
    () => checkAccount(environment, deployment.aws),
    ({ arn }) => `${account} as ${arn.split(":").at(-1)}`,
  );
  await steps.run("Synthesis", () => synthesize(place));
}

/** False where the person does not want it. */
async function applyConfirmed(steps: Steps, place: Place, plan: TerraformPlan, options: Options): Promise<boolean> {
  const paths = constructPaths(place);
  const lines = [...changeLines(plan, paths), ...adoptedChanges(plan, paths)].map((line) => `      ${line}`);
  console.log(`\n${lines.join("\n")}\n`);
  const text = `Apply this to account ${place.account}?`;
  try {
    if (!(await confirm({ text, answered: options.yes, flag: "--yes" }))) {
      console.log("Nothing was changed.");
      return false;
    }
    await steps.run(
      "Deployment",
      ({ now }) => applyPlan(place, now),
      () => describeCounts(countChanges(plan)),
    );
    return true;
  } finally {
    removePlan(place);
  }
}
