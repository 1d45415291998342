// The file in which the local AWS describes itself once it answers (server.json in its state folder).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { state } from "../paths";

export interface Server {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly startedAt: string;
  /** The id of its only account. */
  readonly account: string;
  /** Whether it started with a state that an earlier one had saved. */
  readonly saved: boolean;
  /** The command line of each of its jobs and endpoints contains one of these folders. */
  readonly processFolders: readonly string[];
  /** What every client needs: endpoint, CA bundle, credentials, region. */
  readonly environment: Readonly<Record<string, string>>;
}

export const serverFile = join(state, "server.json");
export const serverLog = join(state, "server.log");

/** Undefined if no local AWS has been started, or if it ended cleanly. */
export function readServerFile(): Server | undefined {
  if (!existsSync(serverFile)) return undefined;
  const note = JSON.parse(readFileSync(serverFile, "utf8")) as Server | { readonly saved: true };
  return "pid" in note ? note : undefined;
}

/** Whether a local AWS has ever saved anything here; if so, its file stays. */
export function hasSavedState(): boolean {
  return existsSync(serverFile);
}
