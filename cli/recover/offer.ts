// What a killed run leaves: a lock, and resources that no state knows. Found before anything is planned.
import { UserError } from "../../src/errors";
import type { Deployment } from "../deploy/deployment";
import { awaitTerraformRuns, describeLock, heldLocks, isOfThisMachine, type Lock, releaseLock } from "../deploy/locks";
import { confirm } from "../output/confirm";
import type { Steps } from "../output/steps";
import { terraformMayWorkOn } from "../process/terraform-runs";

/** "declined": the person does not want it. "needed": the locks are released; what exists is to be adopted. */
export type Recovery = "not needed" | "needed" | "declined";

/**
 * Before a deployment: waits for a Terraform that still works here, and offers to recover where a run has died. Throws a
 * UserError where somebody else may be at work.
 */
export async function offerRecovery(steps: Steps, deployment: Deployment, yes: boolean): Promise<Recovery> {
  const locks = await findLocks(steps, deployment);
  if (locks.length === 0) return "not needed";
  const alive = locks.filter((lock) => !isDead(deployment, lock));
  if (alive.length > 0) throw inUse(deployment, alive);
  console.log("\n  That run is dead: it was on this machine, where no Terraform works on such a stack any more.");
  const question = { text: "Release its locks, adopt what it made, and deploy on?", flag: "--yes" };
  if (!(await confirm({ ...question, answered: yes }))) return "declined";
  await releaseLocks(steps, deployment, locks);
  return "needed";
}

/** Waits for a Terraform that an earlier command left at work here; it will release its own lock. */
export async function findLocks(steps: Steps, deployment: Deployment): Promise<readonly Lock[]> {
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

export async function releaseLocks(steps: Steps, deployment: Deployment, locks: readonly Lock[]): Promise<void> {
  await steps.run(
    "Unlock",
    async () => {
      for (const lock of locks) await releaseLock(deployment, lock);
    },
    () => locks.map(({ stack }) => stack).join(", "),
  );
}

/** Only of a run on this very machine can we know that it has ended. */
function isDead({ environment }: Deployment, lock: Lock): boolean {
  return isOfThisMachine(lock) && !terraformMayWorkOn(environment.name, lock.stack);
}

function inUse(deployment: Deployment, locks: readonly Lock[]): UserError {
  const { name } = deployment.environment;
  return new UserError(
    `${locks.map(describeLock).join("\n")}\n` +
      `Somebody is deploying ${name}, or a run was killed. Wait until it is done. If you know that it is dead: npm run recover -- ${name}`,
  );
}
