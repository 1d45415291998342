// An empty local AWS, and commands that run as its clients.
import { root, work } from "./folder";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startLocalAws } from "../../../cli/local-aws/start";
import { setUp } from "../../../cli/setup";
import { begin, cli, type Finished, type Running, succeed } from "./cli";

const quiet = () => undefined;

/** Discards what a killed test run left. */
export async function startEmptyLocalAws(): Promise<void> {
  if (existsSync(work)) await cli("stop", "--discard");
  rmSync(work, { recursive: true, force: true });
  await setUp(quiet);
  await startLocalAws();
}

export async function discardLocalAws(): Promise<void> {
  await cli("stop", "--discard");
}

const door = join(root, "cli", "run.mjs");

/** `npm run local -- npm run <command> -- <args>`, without the seconds that two npms take. */
export const succeedLocally = (...args: readonly string[]): Promise<Finished> =>
  succeed("local", process.execPath, door, ...args);
export const locally = (...args: readonly string[]): Promise<Finished> => cli("local", process.execPath, door, ...args);
export const beginLocally = (...args: readonly string[]): Running => begin(["local", process.execPath, door, ...args]);
