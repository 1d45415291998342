// Plans each stack right before its apply, shows the plan, and applies exactly that.
import { rmSync } from "node:fs";
import { UserError } from "../../packages/errors";
import { confirm } from "../terminal/confirm";
import type { Steps } from "../terminal/steps";
import { planFile, planStack } from "../plan/plan";
import { hasChanges } from "../../packages/terraform/change";
import type { PlannedStack } from "../../packages/terraform/planned-stack";
import { changeLines, countChanges, describeCounts } from "../plan/summary";
import { adopt, removeAdoptions } from "../recover/adoption";
import { othersThings } from "../recover/ownership";
import type { Gate } from "./gate";
import { applyPlans } from "./apply";
import type { Deployment } from "./deployment";
import { constructPaths, deployGroups, type Stack, stacks } from "./synthesized";

export interface DeployOptions {
  readonly stacks: readonly Stack[];
  readonly log: string;
  /** Whether the person agreed beforehand. */
  readonly yes: boolean;
  /** Refuses plans by throwing: what was reviewed is something else. Plans that it lets pass need no further question. */
  readonly gate?: Gate;
  /** Whether things may exist that no state knows, because a run was killed: they are adopted. @default false */
  readonly adopt?: boolean;
  /** What to type to go on after a failure. */
  readonly again: string;
}

/** Returns the stacks that were changed; undefined when the person said no. */
export async function deployStacks(
  steps: Steps,
  deployment: Deployment,
  options: DeployOptions,
): Promise<readonly Stack[] | undefined> {
  const changed: Stack[] = [];
  const settled: Stack[] = [];
  for (const group of deployGroups(deployment, options.stacks)) {
    try {
      // A stack can be planned, and so adopted for, once those whose outputs it reads are whole.
      if (options.adopt) await adoptOrphans(steps, deployment, group, options.log);
      const planned = await plan(steps, deployment, group, options);
      options.gate?.(planned, settled);
      const changing = group.filter((_, index) => changes(planned[index]!));
      if (changing.length > 0) {
        const question = { text: `Apply this to ${deployment.environment.name}?`, flag: "--yes" };
        if (!(await confirm({ ...question, answered: options.yes || options.gate !== undefined }))) return undefined;
        await steps.run(
          "Apply",
          ({ now, note }) => applyPlans(deployment, changing, { ...options, now, note }),
          () => changing.join(", "),
        );
      }
      changed.push(...changing);
      settled.push(...group);
    } finally {
      // A saved plan holds secrets in clear.
      for (const stack of group) rmSync(planFile(deployment, stack), { force: true });
      removeAdoptions(deployment);
    }
  }
  return changed;
}

/**
 * In the local AWS, where nobody has to be asked: adopts what a killed run made and could not save, and deploys the rest.
 * Returns whether there was anything to do.
 */
export async function finishKilledRun(
  steps: Steps,
  deployment: Deployment,
  options: Pick<DeployOptions, "log" | "again">,
): Promise<boolean> {
  const changed = await deployStacks(steps, deployment, { ...options, stacks, yes: true, adopt: true });
  return changed !== undefined && changed.length > 0;
}

async function adoptOrphans(steps: Steps, deployment: Deployment, group: readonly Stack[], log: string): Promise<void> {
  await steps.run(
    "Orphans",
    async ({ now, note }) => {
      let count = 0;
      for (const stack of group) {
        now(stack);
        const found = await adopt(deployment, stack, log);
        for (const { constructPath, id } of found) note(`${constructPath} exists as ${id}, but no state knows it`);
        count += found.length;
      }
      return count;
    },
    (count) => (count === 0 ? "nothing exists that the state does not know" : `${count} to adopt`),
  );
}

async function plan(
  steps: Steps,
  deployment: Deployment,
  group: readonly Stack[],
  { log, again }: DeployOptions,
): Promise<readonly PlannedStack[]> {
  const planned = await steps.run(
    "Plan",
    ({ now }) => {
      now(group.join(", "));
      return Promise.all(group.map((stack) => planStack(deployment, stack, { log, keep: true })));
    },
    (results) => results.map((result) => `${result.stack} ${describe(result)}`).join(", "),
    (results) => results.some(({ status }) => status !== "planned"),
  );
  const wrong = planned.flatMap((result) => problems(deployment, result, again));
  if (wrong.length > 0) throw new UserError(wrong.join("\n"));
  for (const result of planned) {
    if (result.status !== "planned") continue;
    const lines = changeLines(result.plan, constructPaths(deployment, result.stack as Stack));
    for (const line of [...lines, ...result.warnings]) console.log(`      ${line.replaceAll("\n", "\n      ")}`);
  }
  return planned;
}

function changes(result: PlannedStack): boolean {
  return result.status === "planned" && hasChanges(result.plan);
}

function describe(result: PlannedStack): string {
  if (result.status === "planned") return changes(result) ? describeCounts(countChanges(result.plan)) : "unchanged";
  return result.status === "pending" ? `waits for ${result.waitsFor.join(", ")}` : "failed";
}

function problems(deployment: Deployment, result: PlannedStack, again: string): string[] {
  const { stack } = result;
  if (result.status === "failed") return [`Stack ${stack} cannot be planned:\n${result.error}`];
  if (result.status === "planned") {
    return othersThings(result.plan, constructPaths(deployment, stack as Stack), deployment.environment);
  }
  const missing = result.waitsFor.join(" ");
  return [
    `Stack ${stack} reads outputs of ${missing}, not deployed yet. Deploy them too: ${again} ${missing} ${stack}`,
  ];
}
