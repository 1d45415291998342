// The state moves from this machine into the bucket that it describes.
import { UserError } from "../../packages/errors";
import type { Place } from "./place";
import { readBucketState, readLocalState, removeLocalState, unknownTo } from "./states";
import { migrate } from "./terraform";

export async function moveState(place: Place): Promise<void> {
  const here = readLocalState(place)!;
  await migrate(place);
  // Only what was read back is there.
  const there = await readBucketState(place);
  if (!there || unknownTo(there, here).length > 0) {
    throw new UserError(
      `s3://${place.bucket}/${place.key} does not hold what was moved there, so the state on this machine was kept. Run this again.`,
    );
  }
  removeLocalState(place);
}
