// The lock of the bootstrap's state in the bucket. A run that was killed leaves it behind.
import { hostname, userInfo } from "node:os";
import { z } from "zod";
import { UserError } from "../../src/errors";
import { readStateObject } from "../deploy/state";
import type { Place } from "./place";
import { forceUnlock } from "./terraform";

const lockFile = z.looseObject({ ID: z.string(), Who: z.string(), Created: z.string() });

/**
 * Releases the lock of a run of this user on this machine: whoever held it has ended, since nothing works here any more.
 * Any other lock is an error that says who holds it, unless its id is the one that may be released.
 */
export async function releaseStaleLock(
  place: Place,
  note: (text: string) => void,
  unlock: string | undefined,
): Promise<void> {
  const text = await readStateObject(place.deployment, `${place.key}.tflock`);
  if (text === undefined) return;
  const { ID, Who, Created } = lockFile.parse(JSON.parse(text));
  if (ID !== unlock && Who !== `${userInfo().username}@${hostname()}`) {
    const again = `npm run bootstrap -- ${place.deployment.environment.name} --unlock ${ID}`;
    throw new UserError(
      `The bootstrap of account ${place.account} is locked by ${Who} since ${Created}. ` +
        `Wait until that run is done. If it was killed, release its lock: ${again}`,
    );
  }
  await forceUnlock(place, ID);
  note(`released the lock that a killed run of ${Who} left at ${Created}`);
}
