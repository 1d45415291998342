// Keeps two commands that change the deployment from running at the same time.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../packages/errors";
import { local } from "./paths";
import { processes } from "../packages/process/tree";

interface Holder {
  readonly pid: number;
  readonly command: string;
}

/**
 * Runs the action unless another command is working on the same environment. A killed command does not hold the lock.
 * @param environment `local` and the others have separate locks
 */
export async function withCommandLock<T>(command: string, action: () => Promise<T>, environment = "local"): Promise<T> {
  const file = join(local, `command-${environment}.json`);
  const holder = read(file);
  if (holder && isAtWork(holder)) {
    throw new UserError(
      `\`${holder.command}\` (process ${holder.pid}) is at work here. Wait until it is done, or end it with Ctrl-C, then run this again.`,
    );
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, command } satisfies Holder));
  try {
    return await action();
  } finally {
    rmSync(file, { force: true });
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** The process id alone is not enough: by now it may belong to another program. */
function isAtWork({ pid }: Holder): boolean {
  return processes().some((process) => process.pid === pid && process.command.includes(join("cli", "main.ts")));
}
