import { existsSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { releaseStaleLock, withRunMarker } from "../../../cli/bootstrap/run-marker";
import { UserError } from "../../../packages/errors";
import { AwsStub } from "../../lambda-src/support/aws-stub";
import { bootstrap, bucketWith, key } from "./support";

let account: AwsStub;
beforeAll(async () => (account = await AwsStub.start()));
afterAll(() => account.stop());
const notes: string[] = [];
const note = (text: string) => void notes.push(text);

it("has nothing to do without a lock", async () => {
  account.reset(bucketWith({}));
  await releaseStaleLock(bootstrap(), note, undefined);
  expect(notes).toEqual([]);
});

it("leaves another one's lock alone, and says whose it is and how to release it", async () => {
  const lock = { ID: "1-2", Who: "ann@laptop", Created: "2026-01-02T03:04:05Z", Operation: "OperationTypeApply" };
  account.reset(bucketWith({ [`${key}.tflock`]: lock }));
  await expect(releaseStaleLock(bootstrap(), note, "other")).rejects.toThrow(
    new UserError(
      "The bootstrap of account 123456789012 is locked by ann@laptop since 2026-01-02T03:04:05Z. Wait until that run is done. If it was killed, release its lock: npm run bootstrap -- dev --unlock 1-2",
    ),
  );
});

it("takes a lock for its own only since its own run was killed", async () => {
  const ours = `${userInfo().username}@${hostname()}`;
  const lock = { ID: "1-2", Who: ours, Created: new Date(0).toISOString(), Operation: "OperationTypeApply" };
  account.reset(bucketWith({ [`${key}.tflock`]: lock }));
  await expect(releaseStaleLock(bootstrap(), note, undefined)).rejects.toThrow(`is locked by ${ours} since 1970`);
  const here = bootstrap();
  await withRunMarker(here, () => expect(releaseStaleLock(here, note, undefined)).rejects.toThrow("since 1970"));
  expect(existsSync(join(here.folder, "begun"))).toBe(false);
});
