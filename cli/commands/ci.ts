// `npm run ci:<task> -- ENV …`: what the workflows do beside what a person does: talk to GitHub, and find their role.
import { commentOnPullRequest } from "../ci/comment";
import { reportDrift } from "../ci/drift";
import { fetchReviewed } from "../ci/reviewed";
import { tellRole } from "../ci/role";
import type { EnvironmentName } from "../../src/environments";
import { UserError } from "../../packages/errors";
import { deployableName } from "../deploy/options";

type Task = (environment: EnvironmentName, ...rest: string[]) => void | Promise<void>;

interface Usage {
  readonly task: Task;
  /** What follows the environment's name. */
  readonly rest: readonly string[];
}

const tasks: Readonly<Record<string, Usage>> = {
  comment: { task: commentOnPullRequest, rest: ["FILE"] },
  drift: { task: reportDrift, rest: [] },
  reviewed: { task: fetchReviewed, rest: [] },
  role: { task: tellRole, rest: ["plan|deploy"] },
};

export async function run([name = "", environment, ...rest]: string[]): Promise<number> {
  const usage = Object.hasOwn(tasks, name) && tasks[name];
  if (!usage) throw new UserError(`"${name}" is no task of a workflow. Tasks: ${Object.keys(tasks).join(", ")}.`);
  const command = ["npm run", `ci:${name}`, "--", "ENV", ...usage.rest].join(" ");
  const known = deployableName(environment, command);
  if (rest.length !== usage.rest.length) throw new UserError(`Usage: ${command}`);
  await usage.task(known, ...rest);
  return 0;
}
