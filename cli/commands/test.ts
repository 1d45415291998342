// `npm test`: everything that must hold, the quick things first. Stops at the first failure with its output.
import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../src/errors";
import { bold } from "../output/text";
import { Steps } from "../output/steps";
import { logs, python, root, tools } from "../paths";
import { run as runProcess } from "../process/run";
import { setUp } from "../setup";

interface Check {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Part of `npm run test:unit`. */
  readonly fast?: true;
}

const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const checks: readonly Check[] = [
  { title: "Format", command: bin("prettier"), args: ["--check", "."] },
  { title: "Lint", command: bin("eslint"), args: ["."] },
  { title: "Types", command: bin("tsc"), args: ["--noEmit"] },
  { title: "Python lint", command: python, args: ["-m", "ruff", "check", "."] },
  { title: "Unit tests", command: bin("jest"), args: ["--selectProjects", "unit"], fast: true },
  { title: "Python tests", command: python, args: ["-m", "pytest"] },
  { title: "End to end", command: bin("jest"), args: ["--selectProjects", "e2e", "--runInBand"] },
];

/** `npm test`, or `npm run test:unit [-- <what jest takes>]`. */
export async function run([part, ...args]: string[]): Promise<number> {
  if (part !== undefined && part !== "unit") throw new UserError(`"${part}" is no part of the tests. Parts: unit.`);
  const steps = new Steps();
  console.log(`\n${bold(part === "unit" ? "Unit tests" : "Everything that must hold")}\n`);
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  for (const check of checks.filter(({ fast }) => fast || part === undefined)) {
    await steps.run(
      check.title,
      ({ now }) => runCheck(check, args, now),
      (last) => last,
    );
  }
  console.log(`\n  All passed in ${steps.total()}.\n`);
  return 0;
}

/** Returns the line that sums it up. */
async function runCheck(
  { title, command, args }: Check,
  more: readonly string[],
  now: (text: string) => void,
): Promise<string> {
  const log = join(logs, `test-${title.toLowerCase().replaceAll(" ", "-")}.log`);
  rmSync(log, { force: true });
  const { code, lines } = await runProcess(command, [...more, ...args], {
    cwd: root,
    env: environment(),
    log,
    onLine: now,
  });
  if (code !== 0)
    throw new UserError(`${title} failed:\n${lines.slice(-120).join("\n")}\nWhole output: ${relative(root, log)}`);
  return lastLine(lines, /^Tests:\s+/) || lastLine(lines, /^(?=\d+ passed)/);
}

/** The last line that begins so, without its beginning. */
function lastLine(lines: readonly string[], beginning: RegExp): string {
  return lines.findLast((line) => beginning.test(line))?.replace(beginning, "") ?? "";
}

/** Tests that run Terraform take the one that setup found. */
function environment(): NodeJS.ProcessEnv {
  const own = join(tools, "terraform");
  const inherited = { ...process.env };
  delete inherited.TF_WORKSPACE;
  return { ...inherited, CI: "true", PATH: existsSync(own) ? `${own}:${process.env.PATH}` : process.env.PATH };
}
