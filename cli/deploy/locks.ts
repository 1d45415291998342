// The locks on an environment's states. A killed Terraform leaves one behind; a running one holds one too.
import { UserError } from "../../packages/errors";
import { pause } from "../../packages/process/interrupt";
import { signal } from "../../packages/process/tree";
import type { Lock } from "../../packages/terraform/lock";
import { type TerraformRun, terraformRuns, terraformRunsIn } from "../../packages/terraform/processes";
import type { Deployment, SynthesizedDeployment } from "./deployment";
import { stackFolder, stackOf, stackPath } from "./stack-folder";
import { stacksWithState, stateOf } from "./states";

export interface StackLock extends Lock {
  readonly stack: string;
}

const patience = 60_000;

/** Every lock, held by a running or a dead process, including those of stacks that are no longer synthesized. */
export async function heldLocks(deployment: Pick<Deployment, "environment" | "aws">): Promise<readonly StackLock[]> {
  const stacks = await stacksWithState(deployment);
  const locks = await Promise.all(stacks.map((stack) => stateOf(deployment, stack).lock()));
  return stacks.flatMap((stack, index) => (locks[index] ? [{ stack, ...locks[index] }] : []));
}

/** `storage is locked since 2026-… by ci@host (apply)` */
export function describeLock({ stack, who, operation, since }: StackLock): string {
  return `${stack} is locked since ${since} by ${who} (${operation})`;
}

export async function releaseLock(deployment: SynthesizedDeployment, { stack, id }: StackLock): Promise<void> {
  await (await stackFolder(deployment, stack)).unlock(id);
}

/**
 * For the local AWS, where nobody else can be at work: releases the locks whose holder has ended, and reports them. A
 * holder that still runs is an error. Returns whether there were any: if so, a run was killed and may not have saved
 * its state.
 */
export async function releaseStaleLocks(
  deployment: SynthesizedDeployment,
  note: (text: string) => void,
): Promise<boolean> {
  const locks = await heldLocks(deployment);
  for (const lock of locks) {
    const [holder] = terraformRunsIn(stackPath(deployment, lock.stack));
    if (holder) {
      throw new UserError(
        `Terraform (process ${holder.pid}) still works on stack ${lock.stack}. Wait until it is done, or end it: kill -INT ${holder.pid}`,
      );
    }
    await releaseLock(deployment, lock);
    note(`${lock.stack}: released the lock that a killed run left at ${lock.since}`);
  }
  return locks.length > 0;
}

/** Whether a Terraform on this machine may be working on a stack of an environment, in this or another checkout. */
export function terraformMayWorkOn(environment: string, stack: string): boolean {
  return terraformRuns().some((run) => {
    if (run.folder !== undefined && stackOf(run.folder) !== stack) return false;
    // Plain cdktf uses the same folder for every environment.
    const workspace = run.workspace ?? /\/environments\/([^/]+)\/stacks\//.exec(run.folder ?? "")?.[1];
    return workspace === undefined || workspace === environment;
  });
}

/** Waits for every Terraform that still works on these folders. */
export async function awaitTerraformRuns(
  deployment: Pick<Deployment, "folder">,
  note: (text: string) => void,
): Promise<void> {
  for (const { stack, pid } of runsOf(deployment)) {
    note(`${stack}: waiting for Terraform (process ${pid}), which an earlier command left at work`);
  }
  while (runsOf(deployment).length > 0) await pause(500);
}

/** Before a destroy: interrupts every Terraform that still runs here, so that it saves its state and ends. */
export async function endTerraformRuns(
  deployment: Pick<Deployment, "folder">,
  note: (text: string) => void,
): Promise<void> {
  for (const { stack, pid } of runsOf(deployment)) {
    note(`${stack}: ending Terraform (process ${pid}), which an interrupted start left running`);
    signal(pid, "SIGINT");
  }
  const deadline = Date.now() + patience;
  while (runsOf(deployment).length > 0) {
    if (Date.now() > deadline) throw new UserError("Terraform did not end within a minute of SIGINT; look at `ps`.");
    await pause(200);
  }
}

function runsOf(deployment: Pick<Deployment, "folder">): readonly (TerraformRun & { readonly stack: string })[] {
  return terraformRuns().flatMap((run) => {
    const stack = run.folder === undefined ? undefined : stackOf(run.folder);
    return stack !== undefined && run.folder === stackPath(deployment, stack) ? [{ ...run, stack }] : [];
  });
}
