// Runs the command line as a person does, without a terminal.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { neverRun } from "../../docs/really-run";
import { root } from "./folder";

export interface Finished {
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves once the output matches; rejects if the command ends before that. */
  said(pattern: RegExp): Promise<void>;
}

/** Every command line that this test file ran, for `everyDocumentedCommandRan`. */
const ran: (readonly string[])[] = [];

export function begin(args: readonly string[], variables: NodeJS.ProcessEnv = {}): Running {
  ran.push(args);
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, "cli", "run.mjs"), ...args], {
    cwd: root,
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const look = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      output += stripVTControlCharacters(part.toString());
      for (const check of look) check();
    });
  }
  const finished = new Promise<Finished>((done) => {
    child.on("close", (code, signal) => {
      const seconds = (performance.now() - started) / 1000;
      done({ code: code ?? (signal === "SIGINT" ? 130 : 143), output, seconds });
    });
  });
  const said = (pattern: RegExp) =>
    new Promise<void>((done, failed) => {
      const check = () => void (pattern.test(output) && done());
      look.add(check);
      check();
      void finished.then(() => failed(new Error(`ended without saying ${pattern}:\n${output}`)));
    });
  return { child, finished, said };
}

/** The last test of a file: the commands that the docs list for it have been run. Needs all tests of the file. */
export function everyDocumentedCommandRan(documented: readonly string[]): void {
  test("every command that the docs say is run here was run", () => {
    expect(neverRun(documented, ran)).toEqual([]);
  });
}

export function cli(...args: readonly string[]): Promise<Finished> {
  return begin(args).finished;
}

/** The command's output, which a person would want to see if it fails. */
export async function succeed(...args: readonly string[]): Promise<Finished> {
  const result = await cli(...args);
  if (result.code !== 0) throw new Error(`npm ${args.join(" ")} ended with ${result.code}:\n${result.output}`);
  return result;
}
