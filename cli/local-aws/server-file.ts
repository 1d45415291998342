// What the local AWS writes about itself once it answers (server.json in its state folder).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { state } from "../paths";

export interface Server {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly startedAt: string;
  /** The id of the only account that it knows. */
  readonly account: string;
  /** Whether it began with the state that an earlier one had saved. */
  readonly saved: boolean;
  /** The command lines of the jobs and endpoints that it runs name one of these folders. */
  readonly processFolders: readonly string[];
  /** What every client needs: endpoint, CA bundle, credentials, region. */
  readonly environment: Readonly<Record<string, string>>;
}

export const serverFile = join(state, "server.json");
export const serverLog = join(state, "server.log");

/** Undefined where no local AWS has been started, or where it ended cleanly. */
export function readServerFile(): Server | undefined {
  if (!existsSync(serverFile)) return undefined;
  const note = JSON.parse(readFileSync(serverFile, "utf8")) as Server | { readonly saved: true };
  return "pid" in note ? note : undefined;
}

/** Whether a local AWS has ever saved anything here: then its file stays. */
export function hasSavedState(): boolean {
  return existsSync(serverFile);
}
