// Where the bootstrap's state is: on this machine until its bucket exists, then in the bucket. A run may be killed at
// any point, so each run checks both.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { type State, unknownTo } from "../../packages/terraform/state";
import { root } from "../paths";
import type { AccountBootstrap } from "./account-bootstrap";

export type StateLocation = "bucket" | "machine";

const file = "terraform.tfstate";

/** Where to continue. Deletes the local state of a run that was killed after its state had reached the bucket. */
export async function locateState(bootstrap: AccountBootstrap): Promise<StateLocation> {
  const [there, here] = [await bootstrap.state.read(), readLocalState(bootstrap)];
  if (!there) return "machine";
  if (!here) return "bucket";
  const missing = unknownTo(there, here);
  if (missing.length > 0) throw new UserError(twoStates(bootstrap, missing));
  removeLocalState(bootstrap);
  return "bucket";
}

/** Moves the state from this machine into the bucket that it describes. */
export async function moveState(bootstrap: AccountBootstrap): Promise<void> {
  const here = readLocalState(bootstrap)!;
  await bootstrap.terraform.migrateState();
  // Only a state that can be read back has arrived.
  const there = await bootstrap.state.read();
  if (!there || unknownTo(there, here).length > 0) {
    throw new UserError(
      `s3://${bootstrap.bucket}/${bootstrap.state.key} does not hold what was moved there, so the state on this machine was kept. Run this again.`,
    );
  }
  removeLocalState(bootstrap);
}

export async function readState(bootstrap: AccountBootstrap, location: StateLocation): Promise<State | undefined> {
  return location === "bucket" ? bootstrap.state.read() : readLocalState(bootstrap);
}

export function readLocalState({ folder }: Pick<AccountBootstrap, "folder">): State | undefined {
  const path = join(folder, file);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return text.trim() === "" ? undefined : (JSON.parse(text) as State);
}

function removeLocalState({ folder }: Pick<AccountBootstrap, "folder">): void {
  for (const name of [file, `${file}.backup`]) rmSync(join(folder, name), { force: true });
}

function twoStates({ account, bucket, state, folder }: AccountBootstrap, missing: readonly string[]): string {
  return (
    `There are two states of the bootstrap of account ${account}, begun independently of each other:\n` +
    `  - s3://${bucket}/${state.key}, which the account goes by\n` +
    `  - ${relative(root, join(folder, file))}, which an earlier run on this machine left unfinished\n` +
    `Only the second knows ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? ` and ${missing.length - 3} more` : ""}. ` +
    `Move it away, then run this again: what exists and the first does not know is adopted. Nothing was changed.`
  );
}
