// The starting point of every workflow test: a scratch repository, a GitHub, and events as GitHub sends them.
import { type ActOptions, type ActRun, runWorkflow } from "./act";
import { GitHubStandIn } from "../../../packages/github/tests/stand-in/server";
import type { PullRequest } from "../../../packages/github/tests/stand-in/state";
import { makeScratch, repositoryName, type Scratch } from "./scratch";
import { jobs } from "./workflows";

export { repositoryName } from "./scratch";

/** The only token in a workflow's run; the one job of each workflow that calls GitHub determines its permissions. */
const token = "ghs_token_of_the_run";
export const digestKey = "key-of-the-digests";

/** The local AWS's account, which replaces the account of every environment. */
const account = "123456789012";
export const role = (purpose: string, environment: string) =>
  `arn:aws:iam::${account}:role/mlplatform-${environment}-ci-${purpose}`;

/** Commands that need AWS. Tests of the order of jobs record them; tests of a whole deployment run them. */
export const commandsOnAws = ["synth", "review", "deploy", "smoke", "destroy"];

export type Options = Partial<Pick<ActOptions, "scenario" | "replaced" | "runId" | "aws">>;

export class Platform {
  scratch!: Scratch;
  gitHub!: GitHubStandIn;

  async start(): Promise<void> {
    this.gitHub = new GitHubStandIn(repositoryName);
    await this.gitHub.start();
  }

  stop(): Promise<void> {
    return this.gitHub.stop();
  }

  /** `speaker`: the job whose permissions the run's token has. */
  async run(
    file: string,
    event: ActOptions["event"],
    payload: unknown,
    speaker: string | undefined,
    options: Options = {},
  ): Promise<ActRun> {
    this.gitHub.state.grant(token, (speaker && jobs.get(speaker)!.permissions) || {});
    return runWorkflow(this.scratch, file, {
      event,
      payload,
      token,
      gitHubUrl: this.gitHub.url,
      secrets: { PLAN_DIGEST_KEY: digestKey },
      replaced: commandsOnAws,
      variables: { LOCAL_AWS_ACCOUNT: account },
      ...options,
    });
  }

  plan(pull: PullRequest, options: Options & { readonly from?: string } = {}): Promise<ActRun> {
    const { from = repositoryName, ...rest } = options;
    const head = { sha: pull.headSha, ref: "a-change", repo: { full_name: from } };
    const payload = { pull_request: { number: pull.number, head, base: { ref: "main" } } };
    return this.run("plan.yml", "pull_request", payload, "plan.yml/comment", rest);
  }

  deploy(event: "push" | "workflow_dispatch", options: Options = {}): Promise<ActRun> {
    const payload =
      event === "push" ? { ref: "refs/heads/main", after: this.scratch.commit } : { ref: "refs/heads/main" };
    return this.run("deploy.yml", event, payload, "deploy-environment.yml/review", options);
  }

  drift(options: Options = {}): Promise<ActRun> {
    return this.run("drift.yml", "schedule", { schedule: "17 4 * * *" }, "drift.yml/issues", options);
  }

  destroy(environment: string, confirmation: string, options: Options = {}): Promise<ActRun> {
    const payload = { ref: "refs/heads/main", inputs: { environment, confirmation } };
    return this.run("destroy.yml", "workflow_dispatch", payload, undefined, options);
  }
}

/** One repository for all tests of a file, and a new GitHub for each test. */
export function usePlatform(): Platform {
  const platform = new Platform();
  beforeAll(() => void (platform.scratch = makeScratch()));
  beforeEach(() => platform.start());
  afterEach(() => platform.stop());
  afterAll(() => platform.scratch.remove());
  return platform;
}

/** The commands of a run in order: "job: name environment". */
export function commands({ notes }: ActRun, ...names: readonly string[]): string[] {
  return notes
    .filter(({ kind, name }) => kind === "command" && (names.length === 0 || names.includes(name!)))
    .map(({ job, name, environment }) => `${job}: ${name} ${environment}`);
}

/** The roles of a run: "job: role", sorted, because matrix jobs run in parallel. */
export function roles({ notes }: ActRun): string[] {
  return notes
    .filter(({ kind }) => kind === "role")
    .map(({ job, role: arn }) => `${job}: ${arn!.split("/")[1]}`)
    .sort();
}
