// Runs a command of the docs as far as possible without effects: finds it, then parses and checks its arguments with
// the code that the command line uses.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findCommand } from "../../cli/command-table";
import { parse } from "../../cli/command-table/parse";
import { environmentNames } from "../../src/environments";
import { root, wordsOf } from "./pages";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const door = "node cli/run.mjs ";
/** What people have on their machine, or get with the npm packages. */
const programs = ["aws"];
const cdktfCommands = ["synth", "diff", "deploy", "destroy"];

/** Rejects with the problems of the command. */
export async function dryRun(command: string): Promise<void> {
  await dryRunWords(wordsOf(command));
}

async function dryRunWords([first = "", ...rest]: readonly string[]): Promise<void> {
  if (first === "env") return dryRunWords(rest);
  if (first.startsWith("TF_WORKSPACE=")) {
    const workspace = first.slice("TF_WORKSPACE=".length);
    if (!environmentNames.some((name) => name === workspace)) throw new Error(`"${workspace}" is not an environment`);
    return dryRunWords(rest);
  }
  if (first === "npx" && rest[0] === "cdktf") {
    if (!cdktfCommands.includes(rest[1]!)) throw new Error(`cdktf ${rest[1]} is not a command that is tested`);
    return;
  }
  if (first === "npm") return dryRunScript(rest);
  if (!programs.includes(first)) throw new Error(`"${first}" is not a program that the docs may speak of`);
}

async function dryRunScript(words: readonly string[]): Promise<void> {
  const [script = "", separator, ...args] = words[0] === "run" ? words.slice(1) : words;
  if (script === "ci") return;
  const called = scripts[script];
  if (called === undefined) throw new Error(`package.json has no script "${script}"`);
  if (separator !== undefined && separator !== "--")
    throw new Error(`npm takes "${separator}" for itself: -- is missing`);
  if (!called.startsWith(door)) return;
  const [command, own] = findCommand([...called.slice(door.length).split(" "), ...args]);
  await parse(command, own);
  if (command.name === "local") await dryRunWords(own);
}
