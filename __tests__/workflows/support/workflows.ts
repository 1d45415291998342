// The workflows and actions as data.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Permissions } from "../../../packages/github/tests/stand-in/state";

export const root = join(__dirname, "..", "..", "..");
const folder = join(root, ".github");

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly name: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly permissions?: Permissions;
  readonly "timeout-minutes"?: number;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean | string };
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Permissions;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean | string };
  readonly jobs: Readonly<Record<string, Job>>;
}

export const workflowFiles = readdirSync(join(folder, "workflows")).sort();
export const actionNames = readdirSync(join(folder, "actions")).sort();

export function workflow(file: string): Workflow {
  return parse(readFileSync(join(folder, "workflows", file), "utf8")) as Workflow;
}

/** Every job of every workflow, as "file/job". */
export const jobs: ReadonlyMap<string, Job> = new Map(
  workflowFiles.flatMap((file) =>
    Object.entries(workflow(file).jobs).map(([id, job]) => [`${file}/${id}`, job] as const),
  ),
);

export function actionSteps(name: string): readonly Step[] {
  const text = readFileSync(join(folder, "actions", name, "action.yml"), "utf8");
  return (parse(text) as { runs: { steps: Step[] } }).runs.steps;
}

/** Every step, with its location. */
export const steps: readonly (readonly [place: string, step: Step])[] = [
  ...[...jobs].flatMap(([place, { steps: own = [] }]) => own.map((step) => [place, step] as const)),
  ...actionNames.flatMap((name) => actionSteps(name).map((step) => [`actions/${name}`, step] as const)),
];

/** Other people's actions: "owner/name@commit". */
export const foreignActions: readonly string[] = [
  ...new Set(steps.flatMap(([, { uses }]) => (uses && !uses.startsWith("./") ? [uses] : []))),
].sort();
