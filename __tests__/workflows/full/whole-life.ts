// A platform's life as its workflows drive it. Every command is the real one, with Terraform, against the running local
// AWS, in which dev, staging and prod have been bootstrapped and deployed. docs/adr/0014 lists what is emulated.
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { locally, succeedLocally } from "../../e2e/support/local-aws";
import { aws, server } from "../../e2e/support/platform";
import type { ActRun } from "../support/act";
import { type Options, Platform, repositoryName, roles } from "../support/platform";
import { commitChange, makeScratch } from "../support/scratch";
import { subject, trustedSubjects } from "./trust";

const platform = new Platform();
const environments = ["dev", "staging", "prod"] as const;
const head = "a".repeat(40);

/** No command is replaced, and the roles lead to the local AWS. */
const real = (): Options => ({ replaced: [], aws: server().environment });

/** How long dev keeps its logs, in the code and then in AWS. */
const retention = (days: number) =>
  commitChange(platform.scratch, "src/environments/dev.ts", /logRetentionDays: \d+/, `logRetentionDays: ${days}`);
const logs = () => new CloudWatchLogsClient(aws());

async function logGroupsOfDev() {
  const { logGroups = [] } = await logs().send(new DescribeLogGroupsCommand({}));
  return logGroups.filter(({ logGroupName }) => /mlplatform[-/]dev/.test(logGroupName!));
}

async function retentionsInAws(): Promise<readonly number[]> {
  return [...new Set((await logGroupsOfDev()).map(({ retentionInDays }) => retentionInDays!))];
}

/** What GitHub does with the artifacts of a plan run, and with the merge. */
function merge({ artifacts }: ActRun): void {
  const { state } = platform.gitHub;
  state.pulls.at(-1)!.mergeCommit = platform.scratch.commit;
  const run = state.addRun({
    workflow: "plan.yml",
    event: "pull_request",
    headSha: head,
    conclusion: "success",
    headRepository: repositoryName,
  });
  for (const name of readdirSync(artifacts).filter((artifact) => artifact.startsWith("review-"))) {
    const files = readdirSync(join(artifacts, name));
    const contents = files.map((file) => [file, readFileSync(join(artifacts, name, file))]);
    state.addArtifact(run.id, name, Object.fromEntries(contents) as Record<string, Uint8Array>);
  }
}

function succeeded(run: ActRun): ActRun {
  if (run.code !== 0) throw new Error(`The workflow failed: ${JSON.stringify(run.jobs)}\n${run.output}`);
  return run;
}

const commentAbout = (environment: string) =>
  platform.gitHub.state.comments.filter(({ body }) => body.startsWith(`<!-- mlplatform-review:${environment} -->`));

export function workflowsLeadAPlatform(): void {
  beforeAll(async () => {
    platform.scratch = makeScratch();
    await platform.start();
  });
  afterAll(async () => {
    await platform.stop();
    platform.scratch.remove();
  });

  test("each job's token is trusted by the role that it asks for, and by no other", async () => {
    for (const environment of environments) {
      expect(await trustedSubjects(aws(), `mlplatform-${environment}-ci-plan`)).toEqual([
        subject("pull_request", undefined),
        subject("schedule", undefined),
      ]);
      expect(await trustedSubjects(aws(), `mlplatform-${environment}-ci-deploy`)).toEqual([
        subject("push", environment),
      ]);
    }
  });

  test("a push without a pull request is reviewed, shown, and goes to dev, staging and prod", async () => {
    const run = succeeded(await platform.deploy("push", real()));
    expect(roles(run)).toHaveLength(6);
    for (const environment of environments) {
      expect(run.output).toContain(`${environment} is up to date.`);
      expect(run.output).toContain(`${environment} works.`);
      expect(run.summary).toContain(environment);
    }
    expect(await retentionsInAws()).toEqual([14]);
  });

  let planned: ActRun;

  test("a pull request gets one comment per environment, also after its second push", async () => {
    platform.gitHub.state.openPullRequest(head);
    retention(60);
    succeeded(await platform.plan(platform.gitHub.state.pulls[0]!, real()));
    expect(commentAbout("dev")[0]!.body).toMatch(/retention_in_days[^\n]*60/);

    retention(30);
    planned = succeeded(await platform.plan(platform.gitHub.state.pulls[0]!, real()));
    expect(platform.gitHub.state.comments).toHaveLength(3);
    expect(commentAbout("dev")[0]!.body).toMatch(/retention_in_days[^\n]*30/);
    for (const unchanged of ["staging", "prod"]) {
      expect(commentAbout(unchanged)[0]!.body).not.toContain("retention_in_days");
    }
    expect(await retentionsInAws()).toEqual([14]);
  });

  test("merged, what was reviewed is deployed", async () => {
    merge(planned);
    const run = succeeded(await platform.deploy("push", real()));
    expect(run.output).toContain("Reviewed in pull request");
    expect(roles(run).filter((role) => role.includes("plan"))).toEqual([]);
    expect(await retentionsInAws()).toEqual([30]);
  });

  test("what was not reviewed is not deployed, and nothing after it", async () => {
    platform.gitHub.state.openPullRequest(head);
    retention(90);
    merge(planned);
    const run = await platform.deploy("push", real());
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("Review again: npm run review -- dev");
    expect(roles(run)).toEqual(["deploy: mlplatform-dev-ci-deploy"]);
    expect(await retentionsInAws()).toEqual([30]);
  });

  test("drift opens an issue, and its end closes it", async () => {
    retention(30);
    const [{ logGroupName } = {}] = await logGroupsOfDev();
    await logs().send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 3 }));
    succeeded(await platform.drift(real()));
    const issues = () => platform.gitHub.state.issues.filter(({ isPullRequest }) => !isPullRequest);
    expect(issues().map(({ title, state }) => [title, state])).toEqual([["dev has drifted from main", "open"]]);
    expect(issues()[0]!.body).toMatch(/retention_in_days/);

    await logs().send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }));
    succeeded(await platform.drift(real()));
    expect(issues().map(({ title, state }) => [title, state])).toEqual([["dev has drifted from main", "closed"]]);
  });

  test("destroying staging leaves dev and prod whole", async () => {
    const { output } = succeeded(await platform.destroy("staging", "staging", real()));
    expect(output).toContain("network, storage, retention, training, model-machine-failure of staging are gone.");
    expect((await locally("smoke", "staging")).output).toContain("staging is not deployed.");
    for (const environment of ["dev", "prod"]) await succeedLocally("smoke", environment);
  });

  test("prod is not destroyed, whatever was typed: it holds data", async () => {
    const run = await platform.destroy("prod", "prod", real());
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("prod may not be destroyed: it holds data");
    await succeedLocally("smoke", "prod");
  });
}
