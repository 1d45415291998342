// `npm test`: runs all checks, the quick ones first, and stops after the first stage that fails.
import { existsSync, rmSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { type Progress, Steps } from "../terminal/steps";
import { bold, seconds } from "../terminal/text";
import { logs, python, root, tools } from "../paths";
import { throwIfInterrupted } from "../../packages/process/interrupt";
import { run as runProcess } from "../../packages/process/run";
import { setUp } from "../setup";

interface Check {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
}

interface Stage {
  readonly title: string;
  /** Run in parallel. */
  readonly checks: readonly Check[];
}

const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const unit: Stage = {
  title: "Unit tests",
  checks: [{ title: "Jest", command: bin("jest"), args: ["--selectProjects", "unit"] }],
};

const stages: readonly Stage[] = [
  {
    title: "Static checks",
    checks: [
      { title: "Format", command: bin("prettier"), args: ["--check", "."] },
      { title: "Lint", command: bin("eslint"), args: ["."] },
      { title: "Walls", command: bin("depcruise"), args: ["--config", ".dependency-cruiser.cjs", "."] },
      { title: "Types", command: bin("tsc"), args: ["--noEmit"] },
      { title: "Python lint", command: python, args: ["-m", "ruff", "check", "."] },
      {
        title: "Python types",
        command: python,
        args: ["-m", "mypy", "--config-file", "packages/local-aws/pyproject.toml"],
      },
      { title: "Policy", command: process.execPath, args: [join(root, "cli", "run.mjs"), "policy"] },
      { title: "Role policies", command: bin("jest"), args: ["--selectProjects", "policies"] },
    ],
  },
  unit,
  {
    // The end-to-end test mostly waits for Terraform, which leaves a core for the other.
    title: "Real runs",
    checks: [
      { title: "Python tests", command: python, args: ["-m", "pytest"] },
      { title: "End to end", command: bin("jest"), args: ["--selectProjects", "e2e", "--runInBand"] },
    ],
  },
];

/**
 * The parts that `npm test` leaves to CI, and to developers who change them: they deploy three environments repeatedly.
 */
const environments: Stage = {
  title: "Environments",
  checks: [
    { title: "Workflows", command: bin("jest"), args: ["--selectProjects", "workflows", "--runInBand"] },
    { title: "Environments", command: bin("jest"), args: ["--selectProjects", "environments", "--runInBand"] },
  ],
};

/** Parts of the tests; `all` is what `npm test` runs. */
const parts = { all: stages, unit: [unit], environments: [environments] };

/** `words` are passed to each check of the part. */
export async function run(part: keyof typeof parts, words: readonly string[] = []): Promise<number> {
  const chosen: readonly Stage[] = parts[part];
  const steps = new Steps();
  console.log(`\n${bold(part === "all" ? "Everything that must hold" : chosen[0]!.title)}\n`);
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  for (const stage of chosen) {
    await steps.run(stage.title, (progress) => runStage(stage, words, progress));
  }
  console.log(`\n  All passed in ${steps.total()}.\n`);
  return 0;
}

async function runStage({ checks }: Stage, more: readonly string[], { now, note }: Progress): Promise<void> {
  const failures = await Promise.all(checks.map((check) => runCheck(check, more, now, note)));
  throwIfInterrupted();
  const found = failures.filter((failure) => failure !== undefined);
  if (found.length > 0) throw new UserError(found.join("\n\n"));
}

/** Returns the full output of what failed; empty if everything passed. */
async function runCheck(
  { title, command, args }: Check,
  more: readonly string[],
  now: (text: string) => void,
  note: (text: string) => void,
): Promise<string | undefined> {
  const log = join(logs, `test-${title.toLowerCase().replaceAll(" ", "-")}.log`);
  rmSync(log, { force: true });
  const begin = performance.now();
  const { code, lines } = await runProcess(command, [...more, ...args], {
    cwd: root,
    env: environment(),
    log,
    onLine: now,
  });
  const outcome = code === 0 ? lastLine(lines, /^Tests:\s+/) || lastLine(lines, /^(?=\d+ passed)/) : "failed";
  note(`${title.padEnd(14)}${seconds(performance.now() - begin).padStart(12)}   ${outcome}`.trimEnd());
  if (code === 0) return undefined;
  return `${title} failed:\n${lines.slice(-150).join("\n")}\nWhole output: ${relative(root, log)}`;
}

/** The last line with this prefix, without the prefix. */
function lastLine(lines: readonly string[], beginning: RegExp): string {
  return lines.findLast((line) => beginning.test(line))?.replace(beginning, "") ?? "";
}

/** Tests that run Terraform use the one that setup found. */
function environment(): NodeJS.ProcessEnv {
  const { PATH = "", ...inherited } = process.env;
  delete inherited.TF_WORKSPACE;
  // Tests start Python a hundred times, and without bytecode each start compiles what it imports.
  delete inherited.PYTHONDONTWRITEBYTECODE;
  const own = join(tools, "terraform");
  return { ...inherited, CI: "true", PATH: existsSync(own) ? `${own}${delimiter}${PATH}` : PATH };
}
