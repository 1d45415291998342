// The lock of the bootstrap's state in the bucket. A run that was killed leaves it behind.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../packages/errors";
import { readStateObject } from "../deploy/state";
import type { Place } from "./place";
import { forceUnlock } from "./terraform";

const lockFile = z.looseObject({ ID: z.string(), Who: z.string(), Created: z.string() });

/** Says since when a run is at work in the folder. What is still there afterwards was left by one that was killed. */
const begun = "begun";

/** Runs an action that takes locks, and notes meanwhile that it does. */
export async function noting<T>({ folder }: Place, action: () => Promise<T>): Promise<T> {
  const file = join(folder, begun);
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
  place: Place,
  note: (text: string) => void,
  unlock: string | undefined,
): Promise<void> {
  const text = await readStateObject(place.deployment, `${place.key}.tflock`);
  if (text === undefined) return;
  const lock = lockFile.parse(JSON.parse(text));
  if (lock.ID !== unlock && !isOfThisFolder(place, lock)) throw new UserError(refusal(place, lock));
  await forceUnlock(place, lock.ID);
  note(`released the lock that a killed run of ${lock.Who} left at ${lock.Created}`);
}

/** Another checkout of the same person on the same machine may be at work: only a lock since our own run began is ours. */
function isOfThisFolder({ folder }: Place, { Who, Created }: z.infer<typeof lockFile>): boolean {
  const file = join(folder, begun);
  const ours = Who === `${userInfo().username}@${hostname()}`;
  return ours && existsSync(file) && new Date(Created) >= new Date(readFileSync(file, "utf8"));
}

function refusal({ account, deployment }: Place, { ID, Who, Created }: z.infer<typeof lockFile>): string {
  const again = `npm run bootstrap -- ${deployment.environment.name} --unlock ${ID}`;
  return (
    `The bootstrap of account ${account} is locked by ${Who} since ${Created}. ` +
    `Wait until that run is done. If it was killed, release its lock: ${again}`
  );
}
