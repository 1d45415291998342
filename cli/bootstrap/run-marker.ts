// Detects that a run in this folder was killed, by its marker and by the lock on the bootstrap's state in the bucket.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { isOfThisMachine, type Lock } from "../../packages/terraform/lock";
import type { AccountBootstrap } from "./account-bootstrap";

/** Contains the start time of the run at work in the folder. A marker left behind means that the run was killed. */
const marker = "begun";

/** Runs an action that takes locks, with the marker in place while it runs. */
export async function withRunMarker<T>(
  { folder }: Pick<AccountBootstrap, "folder">,
  action: () => Promise<T>,
): Promise<T> {
  const file = join(folder, marker);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, new Date().toISOString());
  try {
    return await action();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Releases the lock that a killed run of this folder left. Any other lock is an error that says who holds it, unless
 * its id is the one to release.
 */
export async function releaseStaleLock(
  bootstrap: AccountBootstrap,
  note: (text: string) => void,
  unlock: string | undefined,
): Promise<void> {
  const lock = await bootstrap.state.lock();
  if (lock === undefined) return;
  if (lock.id !== unlock && !isOfThisFolder(bootstrap, lock)) throw new UserError(refusal(bootstrap, lock));
  await bootstrap.terraform.unlock(lock.id);
  note(`released the lock that a killed run of ${lock.who} left at ${lock.since}`);
}

/** The same person may be running another checkout on this machine: only a lock since our own run began is ours. */
function isOfThisFolder({ folder }: AccountBootstrap, lock: Lock): boolean {
  const file = join(folder, marker);
  return isOfThisMachine(lock) && existsSync(file) && new Date(lock.since) >= new Date(readFileSync(file, "utf8"));
}

function refusal({ account, deployment }: AccountBootstrap, { id, who, since }: Lock): string {
  const again = `npm run bootstrap -- ${deployment.environment.name} --unlock ${id}`;
  return (
    `The bootstrap of account ${account} is locked by ${who} since ${since}. ` +
    `Wait until that run is done. If it was killed, release its lock: ${again}`
  );
}
