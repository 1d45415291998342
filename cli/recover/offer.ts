// Finds what a killed run left, before anything is planned: a lock, and resources missing from the state.
import { UserError } from "../../packages/errors";
import type { AlreadyExists } from "../deploy/deploy-run";
import type { SynthesizedDeployment } from "../deploy/deployment";
import {
  awaitTerraformRuns,
  describeLock,
  heldLocks,
  releaseLock,
  type StackLock,
  terraformMayWorkOn,
} from "../deploy/locks";
import { confirm } from "../terminal/confirm";
import type { Steps } from "../terminal/steps";
import { isOfThisMachine } from "../../packages/terraform/lock";
import { orphans } from "./candidates";

/**
 * "declined": the person does not want it. "needed": no lock is in the way, and existing resources are to be adopted.
 */
export type Recovery = "not needed" | "needed" | "declined";

/**
 * Before a deployment: waits for a Terraform that still works here, and offers to recover if a run has died, whether
 * its lock still exists or was released by hand. Throws a UserError if another run may be in progress.
 */
export async function offerRecovery(
  steps: Steps,
  deployment: SynthesizedDeployment,
  { stacks, yes }: { readonly stacks: readonly string[]; readonly yes: boolean },
): Promise<Recovery> {
  const locks = await findLocks(steps, deployment);
  if (locks.length === 0) return offerAdoption(steps, deployment, stacks, yes);
  const alive = locks.filter((lock) => !isDead(deployment, lock));
  if (alive.length > 0) throw inUse(deployment, alive);
  console.log("\n  That run is dead: it was on this machine, where no Terraform works on such a stack any more.");
  const question = { text: "Release its locks, adopt what it made, and deploy on?", flag: "--yes" };
  if (!(await confirm({ ...question, answered: yes }))) return "declined";
  await releaseLocks(steps, deployment, locks);
  return "needed";
}

/** Without adoption, the deployment would create the existing resources a second time. */
async function offerAdoption(
  steps: Steps,
  deployment: SynthesizedDeployment,
  stacks: readonly string[],
  yes: boolean,
): Promise<Recovery> {
  const found = await steps.run(
    "Orphans",
    () => orphans(deployment, stacks),
    (those) => (those.length === 0 ? "none" : `${those.length} that no state knows`),
    (those) => those.length > 0,
  );
  if (found.length === 0) return "not needed";
  for (const { constructPath, id } of found) console.log(`      ${constructPath} exists as ${id}`);
  const question = { text: "A run was killed before it could save its state. Adopt what it made, and deploy on?" };
  return (await confirm({ ...question, flag: "--yes", answered: yes })) ? "needed" : "declined";
}

/** After a deployment that failed because a name is taken. Without a terminal, the error says which command to type. */
export async function offerAfter(error: AlreadyExists, yes: boolean): Promise<boolean> {
  if (!yes && !process.stdin.isTTY) return false;
  console.error(`\n${error.message}\n`);
  return confirm({ text: "Adopt what exists, and deploy on?", flag: "--yes", answered: yes });
}

/** Waits for a Terraform that an earlier command left running here, which then releases its own lock. */
export async function findLocks(steps: Steps, deployment: SynthesizedDeployment): Promise<readonly StackLock[]> {
  return steps.run(
    "Locks",
    async ({ note }) => {
      await awaitTerraformRuns(deployment, note);
      return heldLocks(deployment);
    },
    (held) => (held.length === 0 ? "none held" : held.map(describeLock).join("; ")),
    (held) => held.length > 0,
  );
}

export async function releaseLocks(
  steps: Steps,
  deployment: SynthesizedDeployment,
  locks: readonly StackLock[],
): Promise<void> {
  await steps.run(
    "Unlock",
    async () => {
      for (const lock of locks) await releaseLock(deployment, lock);
    },
    () => locks.map(({ stack }) => stack).join(", "),
  );
}

/** Only for a run on this machine can we know that it has ended. */
function isDead({ environment }: SynthesizedDeployment, lock: StackLock): boolean {
  return isOfThisMachine(lock) && !terraformMayWorkOn(environment.name, lock.stack);
}

function inUse(deployment: SynthesizedDeployment, locks: readonly StackLock[]): UserError {
  const { name } = deployment.environment;
  return new UserError(
    `${locks.map(describeLock).join("\n")}\n` +
      `Somebody is deploying ${name}, or a run was killed. Wait until it is done. If you know that it is dead: npm run recover -- ${name}`,
  );
}
