// The state of the bootstrap: on this machine until the bucket is there, in the bucket from then on. A run may be killed
// anywhere, so each run looks at both.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { readStateObject } from "../deploy/state";
import { root } from "../paths";
import type { Place } from "./place";

export interface State {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: { readonly id?: string } }[];
  }[];
}

export type Home = "bucket" | "machine";

const file = "terraform.tfstate";

/** Where to go on. Removes what a run left on this machine that was killed after its state had arrived in the bucket. */
export async function findHome(place: Place): Promise<Home> {
  const [there, here] = [await readBucketState(place), readLocalState(place)];
  if (!there) return "machine";
  if (!here) return "bucket";
  const missing = unknownTo(there, here);
  if (missing.length > 0) throw new UserError(twoStates(place, missing));
  removeLocalState(place);
  return "bucket";
}

export async function readBucketState({ deployment, key }: Place): Promise<State | undefined> {
  const text = await readStateObject(deployment, key);
  return text === undefined ? undefined : (JSON.parse(text) as State);
}

export function readLocalState({ folder }: Pick<Place, "folder">): State | undefined {
  const path = join(folder, file);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return text.trim() === "" ? undefined : (JSON.parse(text) as State);
}

export function removeLocalState({ folder }: Pick<Place, "folder">): void {
  for (const name of [file, `${file}.backup`]) rmSync(join(folder, name), { force: true });
}

/** Addresses of what a state knows, and another one does not, or knows as something else. */
export function unknownTo(other: State, state: State): string[] {
  // Terraform gives a state a new lineage when it moves: what it describes is all there is to compare.
  const known = new Set(things(other));
  return things(state)
    .filter((thing) => !known.has(thing))
    .map((thing) => thing.split(" ")[0]!);
}

function things({ resources }: State): string[] {
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) => instances.map(({ attributes }) => `${type}.${name} ${attributes?.id}`));
}

function twoStates({ account, bucket, key, folder }: Place, missing: readonly string[]): string {
  return (
    `There are two states of the bootstrap of account ${account}, begun independently of each other:\n` +
    `  - s3://${bucket}/${key}, which the account goes by\n` +
    `  - ${relative(root, join(folder, file))}, which an earlier run on this machine left unfinished\n` +
    `Only the second knows ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? ` and ${missing.length - 3} more` : ""}. ` +
    `Move it away, then run this again: what exists and the first does not know is adopted. Nothing was changed.`
  );
}
