import { roles, usePlatform } from "./support/platform";

jest.setTimeout(120_000);

describe("the workflow that looks for drift", () => {
  const platform = usePlatform();
  const issues = () =>
    platform.gitHub.state.issues.map(({ title, body, state }) => [title, state, body.split("\n")[3]]);
  const changed = (text: string) => ({ changes: ["aws_s3_bucket.data"], text });

  it("opens an issue, updates it while it lasts, and closes it when it is over", async () => {
    const first = await platform.drift({ scenario: { "review prod": changed("One bucket.") } });
    expect(first.jobs).toEqual({
      "plan/dev": "success",
      "plan/staging": "success",
      "plan/prod": "success",
      issues: "success",
    });
    expect(issues()).toEqual([["prod has drifted from main", "open", "One bucket."]]);

    await platform.drift({ scenario: { "review prod": changed("Two buckets.") } });
    expect(issues()).toEqual([["prod has drifted from main", "open", "Two buckets."]]);

    const last = await platform.drift({ runId: 99 });
    expect(issues()).toEqual([["prod has drifted from main", "closed", "Two buckets."]]);
    expect(platform.gitHub.state.comments.map(({ body }) => body)).toEqual([
      "prod matches main again: https://github.com/your-organisation/sagemaker-platform/actions/runs/99.",
    ]);
    expect(last.output).toContain("prod matches main. Issue closed: ");
  });

  it("reads with the plan roles; what talks to GitHub has none", async () => {
    const run = await platform.drift();
    expect(roles(run)).toEqual([
      "plan: mlplatform-dev-ci-plan",
      "plan: mlplatform-prod-ci-plan",
      "plan: mlplatform-staging-ci-plan",
    ]);
    const reports = run.notes.filter(({ name }) => name === "ci:drift");
    expect(reports.map(({ environment, variables }) => [environment, variables])).toEqual([
      ["dev", ["GITHUB_TOKEN"]],
      ["staging", ["GITHUB_TOKEN"]],
      ["prod", ["GITHUB_TOKEN"]],
    ]);
    expect(issues()).toEqual([]);
  });

  it("reports an environment that cannot be planned, and the others as they are", async () => {
    const scenario = { "review dev": { code: 1, text: "No access." }, "review staging": changed("A role.") };
    const run = await platform.drift({ scenario });
    expect(run.code).not.toBe(0);
    expect(issues()).toEqual([
      ["dev has drifted from main", "open", "No access."],
      ["staging has drifted from main", "open", "A role."],
    ]);
  });
});
