// What the local AWS writes about itself once it answers (server.json in its state folder).
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { state } from "../paths";

export interface Server {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly startedAt: string;
  /** The id of the only account that it knows. */
  readonly account: string;
  /** What every client needs: endpoint, CA bundle, credentials, region. */
  readonly environment: Readonly<Record<string, string>>;
}

export const serverFile = join(state, "server.json");
export const serverLog = join(state, "server.log");

/** Undefined where no local AWS has been started, or where it ended cleanly. */
export function readServerFile(): Server | undefined {
  if (!existsSync(serverFile)) return undefined;
  return JSON.parse(readFileSync(serverFile, "utf8")) as Server;
}

export function removeServerFile(): void {
  rmSync(serverFile, { force: true });
}

/** Whether a local AWS has ever saved anything here. */
export function hasSavedState(): boolean {
  return existsSync(join(state, "state.pickle")) || existsSync(serverFile);
}
