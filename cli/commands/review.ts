// `npm run review -- ENV`: plans every stack, and writes the pull request's comment and the file for the deployment.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { digestKeyVariable } from "../../contracts/review";
import type { EnvironmentName } from "../../src/environments";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { planStack } from "../deploy/plan-stack";
import { prepare } from "../deploy/prepare";
import { removedStacks } from "../deploy/removed-stacks";
import { Steps } from "../terminal/steps";
import { count } from "../terminal/text";
import { root, work } from "../paths";
import { changesOf } from "../../packages/terraform/change";
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import { withCommandLock } from "../command-lock";
import { run as runProcess } from "../../packages/process/run";
import { gather } from "../review/gather";
import { withRemoved } from "../review/removed";
import { review } from "../../packages/plan-review/review";
import { writeReviewFile } from "../../packages/plan-review/review-file";

export interface ReviewOptions {
  readonly environment: EnvironmentName;
  /** Uses the stacks as synthesized earlier. */
  readonly skipSynth: boolean;
  /** Prints only the file for the deployment to standard output. */
  readonly json: boolean;
}

/** 1 if a stack could not be planned; the comment is written anyway. */
export async function run({ environment: name, skipSynth, json }: ReviewOptions): Promise<number> {
  return withCommandLock(
    `npm run review -- ${name}`,
    async () => {
      const steps = new Steps(json ? process.stderr : process.stdout);
      const deployment = await prepare(steps, name, { command: "review", synthesize: !skipSynth, readOnly: true });
      const planned = await plan(steps, deployment);
      const input = gather({
        deployment,
        stacks: planned,
        digestKey: process.env[digestKeyVariable] || undefined,
        commit: await commit(),
      });
      const result = review(input);
      const file = writeReviewFile(result.json);
      const removed = (await removedStacks(deployment)).map((stack) => stack.name);
      const written = write(name, { md: withRemoved(result.markdown, name, removed), json: file });
      console.log(json ? file : written.map((path) => `  ${path}`).join("\n"));
      return planned.some(({ status }) => status === "failed") ? 1 : 0;
    },
    name,
  );
}

/** Plans one stack at a time: two Terraforms at once need more memory than a small machine has. */
async function plan(steps: Steps, deployment: SynthesizedDeployment): Promise<readonly PlannedStack[]> {
  return steps.run(
    "Plan",
    async ({ now }) => {
      const planned: PlannedStack[] = [];
      for (const stack of deployment.synthesis.names) {
        now(stack);
        planned.push(await planStack(deployment, stack));
      }
      return planned;
    },
    (planned) => planned.map(describe).join(", "),
    (planned) => planned.some(({ status }) => status === "failed"),
  );
}

function describe(result: PlannedStack): string {
  if (result.status === "pending") return `${result.stack} waits for ${result.waitsFor.join(", ")}`;
  if (result.status === "failed") return `${result.stack} failed`;
  const { resources, outputs } = changesOf(result.plan);
  if (resources.length > 0) return `${result.stack} ${count(resources.length, "change")}`;
  return `${result.stack} ${outputs.length > 0 ? "outputs only" : "unchanged"}`;
}

function write(name: string, texts: Readonly<Record<string, string>>): string[] {
  const folder = join(work, "review");
  mkdirSync(folder, { recursive: true });
  return Object.entries(texts).map(([ending, text]) => {
    const file = join(folder, `${name}.${ending}`);
    writeFileSync(file, text);
    return relative(root, file);
  });
}

/** Undefined if this is not a checkout, or if the code differs from the commit. */
async function commit(): Promise<string | undefined> {
  const git = (...args: string[]) => runProcess("git", args, { cwd: root });
  const [head, changes] = [await git("rev-parse", "HEAD"), await git("status", "--porcelain", "--untracked-files=no")];
  return head.code === 0 && changes.code === 0 && changes.stdout === "" ? head.stdout.trim() : undefined;
}
