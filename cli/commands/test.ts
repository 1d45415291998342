// `npm test`: runs all checks. What fails is said at once; the other checks still run.
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
  /** Runs with a low priority. @default false */
  readonly givesWay?: boolean;
}

/** Checks that run one after the other. */
type Lane = readonly Check[];

interface Part {
  readonly title: string;
  /** Run side by side. */
  readonly lanes: readonly Lane[];
}

const bin = (name: string): string => join(root, "node_modules", ".bin", name);

const unit: Check = { title: "Unit tests", command: bin("jest"), args: ["--selectProjects", "unit"] };

/** The quick ones first. */
const checks: Lane = [
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
  unit,
  { title: "Policy", command: process.execPath, args: [join(root, "cli", "run.mjs"), "policy"] },
  { title: "Role policies", command: bin("jest"), args: ["--selectProjects", "policies"] },
  { title: "Python tests", command: python, args: ["-m", "pytest"] },
  { title: "Validation", command: bin("jest"), args: ["--selectProjects", "validation"] },
];

/** By the word after `npm test`; `all` is what it runs without one. */
const parts = {
  all: {
    title: "Everything that must hold",
    lanes: [
      [{ title: "End to end", command: bin("jest"), args: ["--selectProjects", "e2e", "--runInBand"] }],
      // The end-to-end test takes longest and often waits for the provider: the others use that time, and no more.
      checks.map((check) => ({ ...check, givesWay: true })),
    ],
  },
  unit: { title: "Unit tests", lanes: [[unit]] },
  /** Left to CI, and to developers who change these parts: they deploy three environments repeatedly. */
  environments: {
    title: "Environments",
    lanes: [
      [{ title: "Workflows", command: bin("jest"), args: ["--selectProjects", "workflows", "--runInBand"] }],
      [{ title: "Environments", command: bin("jest"), args: ["--selectProjects", "environments", "--runInBand"] }],
    ],
  },
} as const satisfies Readonly<Record<string, Part>>;

/** @param words are passed to each check of the part. */
export async function run(part: keyof typeof parts, words: readonly string[] = []): Promise<number> {
  const { title, lanes }: Part = parts[part];
  const steps = new Steps();
  console.log(`\n${bold(title)}\n`);
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  await steps.run("Checks", (progress) => runLanes(lanes, words, progress));
  console.log(`\n  All passed in ${steps.total()}.\n`);
  return 0;
}

async function runLanes(lanes: readonly Lane[], more: readonly string[], { now, note }: Progress): Promise<void> {
  const failures = (await Promise.all(lanes.map((lane) => runLane(lane, more, now, note)))).flat();
  throwIfInterrupted();
  if (failures.length > 0) throw new UserError(failures.join("\n\n"));
}

/** Returns everything that failed: a check also runs after one that failed. */
async function runLane(
  lane: Lane,
  more: readonly string[],
  now: (text: string) => void,
  note: (text: string) => void,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const check of lane) {
    throwIfInterrupted();
    const failure = await runCheck(check, more, now, note);
    if (failure !== undefined) failures.push(failure);
  }
  return failures;
}

/** Returns the end of the output of what failed. */
async function runCheck(
  { title, command, args, givesWay = false }: Check,
  more: readonly string[],
  now: (text: string) => void,
  note: (text: string) => void,
): Promise<string | undefined> {
  const log = join(logs, `test-${title.toLowerCase().replaceAll(" ", "-")}.log`);
  rmSync(log, { force: true });
  const begin = performance.now();
  const all = [command, ...more, ...args];
  const [program, ...words] = givesWay ? ["nice", "-n", "10", ...all] : all;
  const { code, lines } = await runProcess(program!, words, {
    cwd: root,
    env: environment(),
    log,
    onLine: now,
  });
  const shown = relative(root, log);
  const outcome = code === 0 ? lastLine(lines, /^Tests:\s+/) || lastLine(lines, /^(?=\d+ passed)/) : `failed: ${shown}`;
  note(`${title.padEnd(14)}${seconds(performance.now() - begin).padStart(12)}   ${outcome}`.trimEnd());
  if (code === 0) return undefined;
  return `${title} failed:\n${lines.slice(-150).join("\n")}\nWhole output: ${shown}`;
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
