// Two commands that change the deployment must not run at the same time.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../src/errors";
import { local } from "../paths";
import { processes } from "./tree";

const file = join(local, "command.json");

interface Holder {
  readonly pid: number;
  readonly command: string;
}

/** Runs the action unless another command is at work. One that was killed holds nothing. */
export async function exclusively<T>(command: string, action: () => Promise<T>): Promise<T> {
  const holder = read();
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

function read(): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** The number alone would not do: it may belong to another program by now. */
function isAtWork({ pid }: Holder): boolean {
  return processes().some((process) => process.pid === pid && process.command.includes(join("cli", "main.ts")));
}
