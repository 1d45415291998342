// Runs child processes: appends output line by line to a log, passes on Ctrl-C once, and returns the last lines.
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { onInterrupt } from "./interrupt";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Everything that the process prints is appended here. */
  readonly log?: string;
  /** Called with each line of both streams, without colours. */
  readonly onLine?: (line: string) => void;
  /** What Ctrl-C does. @default sends SIGINT to the process */
  readonly interrupt?: (child: ChildProcess) => void;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly lines: readonly string[];
}

/** Runs to the end and never throws for an exit code. A missing program has code 127. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { cwd, env, log, onLine, interrupt = (child) => child.kill("SIGINT") } = options;
  if (log) mkdirSync(dirname(log), { recursive: true });
  const file = log ? createWriteStream(log, { flags: "a" }) : undefined;
  // A separate process group. Otherwise Ctrl-C in a terminal would reach the child twice, directly and through us, and
  // Terraform takes the second one as an order to discard what it has not saved.
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const forget = onInterrupt(() => interrupt(child));
  const lines: string[] = [];
  const stdout: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (raw) => {
      const line = stripVTControlCharacters(raw).trimEnd();
      lines.push(line);
      if (stream === child.stdout) stdout.push(line);
      file?.write(`${line}\n`);
      onLine?.(line);
    });
  }
  const code = await new Promise<number>((done) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      lines.push(error.message);
      done(error.code === "ENOENT" ? 127 : 126);
    });
    child.on("close", (exit, signal) => done(exit ?? (signal === "SIGINT" ? 130 : 143)));
  });
  forget();
  await new Promise<void>((done) => (file ? file.end(done) : done()));
  return { code, stdout: stdout.join("\n"), lines };
}

/** Runs with the terminal's own input and output, as a shell would. */
export async function runInteractive(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  // The same process group as ours: the terminal itself sends Ctrl-C, and an editor or a pager can read from it.
  const child = spawn(command, args, { env, stdio: "inherit" });
  const forget = onInterrupt(() => process.stdin.isTTY || child.kill("SIGINT"));
  const code = await new Promise<number>((done) => {
    child.on("error", (error: NodeJS.ErrnoException) => done(error.code === "ENOENT" ? 127 : 126));
    child.on("close", (exit, signal) => done(exit ?? (signal === "SIGINT" ? 130 : 143)));
  });
  forget();
  return code;
}
