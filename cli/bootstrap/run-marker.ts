// Whether a run of this very folder was killed: it leaves a marker, and the lock of the bootstrap's state in the bucket.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { isOfThisMachine, type Lock } from "../../packages/terraform/lock";
import type { AccountBootstrap } from "./account-bootstrap";

/** Says since when a run is at work in the folder. What is still there afterwards was left by one that was killed. */
const marker = "begun";

/** Runs an action that takes locks, and leaves the marker meanwhile. */
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
 * Releases the lock that a killed run of this folder left. Any other one is an error that says who holds it, unless its
 * id is the one that may be released.
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

/** Another checkout of the same person on the same machine may be at work: only a lock since our own run began is ours. */
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
