// Applies the plan that was shown, and nothing else.
import { relative } from "node:path";
import { UserError } from "../../packages/errors";
import { root } from "../paths";
import { planFile } from "../plan/plan";
import { Interrupted } from "../../packages/process/interrupt";
import { run } from "../../packages/process/run";
import { unattended } from "../setup/terraform-settings";
import type { Deployment } from "./deployment";
import { DeployProgress, errorLines } from "../../packages/terraform/log";
import { type Stack, stackFolder } from "./synthesized";

export interface ApplyOptions {
  readonly log: string;
  /** What to type to go on after a failure. */
  readonly again: string;
  readonly now: (text: string) => void;
  readonly note: (text: string) => void;
}

/** Another run may hold the lock for a moment. One that holds it for long is named by the check before. */
const lockTimeout = "60s";

/** Applies the saved plans of stacks that do not need each other, side by side; reports every failure. */
export async function applyPlans(
  deployment: Deployment,
  stacks: readonly Stack[],
  options: ApplyOptions,
): Promise<void> {
  const progress = new Map<Stack, string>();
  const now = (stack: Stack, text: string) => {
    progress.set(stack, text);
    options.now([...progress.values()].filter(Boolean).join(", "));
  };
  const results = await Promise.all(
    stacks.map((stack) => applyPlan(deployment, stack, options, (text) => now(stack, text))),
  );
  if (results.some((result) => result === "interrupted")) {
    throw new Interrupted(`Interrupted. What was made is saved: ${options.again} goes on from here.`);
  }
  const errors = results.filter((result) => result !== undefined);
  if (errors.length === 0) return;
  const shownLog = relative(root, options.log);
  const text = `${errors.join("\n")}\nWhole output: ${shownLog}. What was made is saved: ${options.again}`;
  throw errors.some(saysTaken) ? new AlreadyExists(text) : new UserError(text);
}

/** AWS refused to make something because it is there: a run that was killed may have made it. */
export class AlreadyExists extends UserError {}

function saysTaken(text: string): boolean {
  return /already ?exists|EntityAlreadyExists|ResourceInUse|Duplicate|AlreadyOwnedByYou/i.test(text);
}

/** Returns what failed. */
async function applyPlan(
  deployment: Deployment,
  stack: Stack,
  { log, note }: ApplyOptions,
  now: (text: string) => void,
): Promise<"interrupted" | string | undefined> {
  const progress = new DeployProgress([stack], note);
  let interrupted = false;
  const args = ["apply", "-input=false", "-no-color", `-lock-timeout=${lockTimeout}`, planFile(deployment, stack)];
  const { code, lines } = await run("terraform", args, {
    cwd: stackFolder(deployment, stack),
    env: { ...deployment.variables, ...unattended },
    log,
    onLine: (line) => now(progress.read(line)),
    interrupt: (child) => {
      interrupted = true;
      note(`${stack}: interrupted; Terraform finishes what it has begun and saves its state …`);
      child.kill("SIGINT");
    },
  });
  if (interrupted) return "interrupted";
  return code === 0
    ? undefined
    : `Stack ${stack} could not be deployed:\n${errorLines(lines)}${hint(lines, deployment)}`;
}

/** What to do about the failures that have a way out of their own. */
function hint(lines: readonly string[], { environment: { name } }: Deployment): string {
  const text = lines.join("\n");
  if (/Saved plan is stale/.test(text)) {
    return "\n  Somebody else deployed in the meantime. Nothing of this plan was applied: look at it again.";
  }
  if (saysTaken(text)) {
    return `\n  It exists, but the state does not know it: a run was killed before it could save. npm run recover -- ${name}`;
  }
  return "";
}
