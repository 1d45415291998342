import { commands, digestKey, repositoryName, role, roles, usePlatform } from "./support/platform";
import type { ActRun } from "./support/act";

jest.setTimeout(120_000);

describe("the workflow that deploys what was merged", () => {
  const platform = usePlatform();
  const head = "a".repeat(40);

  /** A pull request whose plan run stored its reviews, merged as the commit that is deployed. */
  const merge = () => {
    const { state } = platform.gitHub;
    state.openPullRequest(head).mergeCommit = platform.scratch.commit;
    const run = state.addRun({
      workflow: "plan.yml",
      event: "pull_request",
      headSha: head,
      conclusion: "success",
      headRepository: repositoryName,
    });
    for (const environment of ["dev", "staging", "prod"]) {
      const review = JSON.stringify({ environment, from: "the pull request" });
      const markdown = `# ${environment}\n\nReviewed in the pull request.\n`;
      state.addArtifact(run.id, `review-${environment}`, {
        [`${environment}.json`]: review,
        [`${environment}.md`]: markdown,
      });
    }
    return run;
  };
  const reviewedBy = (run: ActRun) =>
    run.notes.filter(({ name }) => name === "deploy").map(({ environment, reviewed }) => [environment, reviewed]);

  it("deploys dev, then staging, then prod, each with what was reviewed in the pull request", async () => {
    const planned = merge();
    const run = await platform.deploy("push", { runId: 12 });
    expect(run.code).toBe(0);
    expect(commands(run)).toEqual(
      ["dev", "staging", "prod"].flatMap((environment) => [
        `review: ci:reviewed ${environment}`,
        `deploy: ci:role ${environment}`,
        `deploy: deploy ${environment}`,
        `deploy: smoke ${environment}`,
      ]),
    );
    expect(reviewedBy(run)).toEqual([
      ["dev", { environment: "dev", from: "the pull request" }],
      ["staging", { environment: "staging", from: "the pull request" }],
      ["prod", { environment: "prod", from: "the pull request" }],
    ]);
    expect(run.output).toContain(
      `Reviewed in pull request 1: https://github.com/${repositoryName}/actions/runs/${planned.id}`,
    );
    // Approvers see it on the run's page.
    expect(run.summary).toBe(
      ["dev", "staging", "prod"].map((name) => `# ${name}\n\nReviewed in the pull request.\n`).join(""),
    );
    // There was nothing to plan, so no job assumed a plan role.
    expect(roles(run)).toEqual([
      "deploy: mlplatform-dev-ci-deploy",
      "deploy: mlplatform-prod-ci-deploy",
      "deploy: mlplatform-staging-ci-deploy",
    ]);
    const assumed = run.notes.find(({ kind }) => kind === "role");
    expect(assumed).toMatchObject({ role: role("deploy", "dev"), session: "deploy-dev-12" });
    const deployment = run.notes.find(({ name }) => name === "deploy")!;
    expect(deployment.args).toEqual(["dev", "--reviewed", "review/dev.json", "--yes"]);
    expect(deployment.variables).toContain("PLAN_DIGEST_KEY");
    expect(deployment.variables).not.toContain("GITHUB_TOKEN");
    expect(run.output).not.toContain(digestKey);
  });

  it("stops where a deployment fails: nothing after it is touched", async () => {
    merge();
    const run = await platform.deploy("push", { scenario: { "deploy staging": { code: 1 } } });
    expect(run.code).not.toBe(0);
    expect(commands(run, "deploy", "smoke")).toEqual([
      "deploy: deploy dev",
      "deploy: smoke dev",
      "deploy: deploy staging",
    ]);
    expect(roles(run).join()).not.toContain("prod");
  });

  it("stops where a deployed environment does not answer as it should", async () => {
    merge();
    const run = await platform.deploy("push", { scenario: { "smoke dev": { code: 1 } } });
    expect(run.code).not.toBe(0);
    expect(commands(run, "deploy", "smoke")).toEqual(["deploy: deploy dev", "deploy: smoke dev"]);
  });

  it("reviews what came without a pull request, and shows it before anyone approves", async () => {
    const run = await platform.deploy("push", { scenario: { review: { text: "Fresh." } } });
    expect(run.code).toBe(0);
    expect(run.output).toContain(
      `Nothing reviewed for dev: ${platform.scratch.commit.slice(0, 7)} is not the merge of a pull request. It is reviewed now.`,
    );
    expect(commands(run).slice(0, 6)).toEqual([
      "review: ci:reviewed dev",
      "review: ci:role dev",
      "review: review dev",
      "deploy: ci:role dev",
      "deploy: deploy dev",
      "deploy: smoke dev",
    ]);
    expect(roles(run)).toEqual([
      "deploy: mlplatform-dev-ci-deploy",
      "deploy: mlplatform-prod-ci-deploy",
      "deploy: mlplatform-staging-ci-deploy",
      "review: mlplatform-dev-ci-plan",
      "review: mlplatform-prod-ci-plan",
      "review: mlplatform-staging-ci-plan",
    ]);
    expect(run.summary).toBe("# dev\n\nFresh.\n# staging\n\nFresh.\n# prod\n\nFresh.\n");
    expect(reviewedBy(run)[2]).toEqual(["prod", expect.objectContaining({ environment: "prod", version: 2 })]);
  });

  it("reviews anew when it is started by hand, whatever the pull request kept", async () => {
    merge();
    const run = await platform.deploy("workflow_dispatch");
    expect(run.code).toBe(0);
    expect(commands(run, "ci:reviewed")).toEqual([]);
    expect(reviewedBy(run)[0]).toEqual(["dev", expect.objectContaining({ version: 2 })]);
    expect(platform.gitHub.asked).toEqual([]);
  });

  it("does not deploy what could not be reviewed", async () => {
    const run = await platform.deploy("push", { scenario: { "review dev": { code: 1 } } });
    expect(run.code).not.toBe(0);
    expect(commands(run, "deploy")).toEqual([]);
    expect(roles(run)).toEqual(["review: mlplatform-dev-ci-plan"]);
  });

  it("does not deploy where GitHub does not say what was reviewed", async () => {
    merge();
    platform.gitHub.troubles.push({ status: 500 });
    const run = await platform.deploy("push");
    expect(run.code).not.toBe(0);
    expect(commands(run, "review", "deploy")).toEqual([]);
    expect(run.output).toContain("GitHub answers GET");
  });
});
