// What a killed run leaves: a lock, and resources that no state knows. Found before anything is planned.
import { UserError } from "../../src/errors";
import type { Deployment } from "../deploy/deployment";
import { awaitTerraformRuns, describeLock, heldLocks, isOfThisMachine, type Lock, releaseLock } from "../deploy/locks";
import type { Stack } from "../deploy/synthesized";
import { confirm } from "../output/confirm";
import type { Steps } from "../output/steps";
import { terraformMayWorkOn } from "../process/terraform-runs";
import { adopt } from "./adoption";

export interface RecoveryOptions {
  readonly stacks: readonly Stack[];
  readonly log: string;
  readonly yes: boolean;
}

/**
 * Before a deploy: waits for a Terraform that still works here, and offers to recover where a run has died. Returns
 * false when the person declines. Throws a UserError where somebody else may be at work.
 */
export async function offerRecovery(steps: Steps, deployment: Deployment, options: RecoveryOptions): Promise<boolean> {
  const locks = await steps.run(
    "Locks",
    async ({ note }) => {
      await awaitTerraformRuns(deployment, note);
      return heldLocks(deployment);
    },
    (held) => (held.length === 0 ? "none held" : held.map(describeLock).join("; ")),
    (held) => held.length > 0,
  );
  if (locks.length === 0) return true;
  const alive = locks.filter((lock) => !isDead(deployment, lock));
  if (alive.length > 0) throw inUse(deployment, alive);
  console.log("\n  That run is dead: it was on this machine, where no Terraform works on such a stack any more.");
  const question = { text: "Release its locks, adopt what it made, and deploy on?", flag: "--yes" };
  if (!(await confirm({ ...question, answered: options.yes }))) return false;
  await recover(steps, deployment, locks, options);
  return true;
}

/** Releases the locks and leaves import blocks beside the stacks: the next plan shows what is adopted. */
export async function recover(
  steps: Steps,
  deployment: Deployment,
  locks: readonly Lock[],
  { stacks, log }: RecoveryOptions,
): Promise<void> {
  if (locks.length > 0) {
    await steps.run(
      "Unlock",
      async () => {
        for (const lock of locks) await releaseLock(deployment, lock);
      },
      () => locks.map(({ stack }) => stack).join(", "),
    );
  }
  await steps.run(
    "Orphans",
    async ({ now, note }) => {
      let count = 0;
      for (const stack of stacks) {
        now(stack);
        const found = await adopt(deployment, stack, log);
        for (const { constructPath, id } of found) note(`${constructPath} exists as ${id}, but no state knows it`);
        count += found.length;
      }
      return count;
    },
    (count) => (count === 0 ? "nothing exists that the state does not know" : `${count} to adopt`),
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
