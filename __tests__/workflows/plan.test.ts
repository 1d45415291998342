import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commands, role, roles, usePlatform } from "./support/platform";

jest.setTimeout(120_000);

describe("the workflow that plans a pull request", () => {
  const platform = usePlatform();
  const head = "a".repeat(40);
  const open = () => platform.gitHub.state.openPullRequest(head);
  const comments = () => platform.gitHub.state.comments.map(({ issue, body }) => [issue, body]);

  it("leaves one comment per environment, updated by the next push", async () => {
    const pull = open();
    const first = await platform.plan(pull, { scenario: { review: { text: "First plan." } } });
    expect(first.jobs).toEqual({
      synth: "success",
      "plan/dev": "success",
      "plan/staging": "success",
      "plan/prod": "success",
      comment: "success",
    });
    const second = await platform.plan(pull, { scenario: { review: { text: "Second plan." } } });
    expect(second.code).toBe(0);
    expect(comments()).toEqual([
      [pull.number, "<!-- mlplatform-review:dev -->\n# dev\n\nSecond plan.\n"],
      [pull.number, "<!-- mlplatform-review:staging -->\n# staging\n\nSecond plan.\n"],
      [pull.number, "<!-- mlplatform-review:prod -->\n# prod\n\nSecond plan.\n"],
    ]);
    expect(second.output).toContain("Comment about prod updated: https://github.com/");
  });

  it("gives each job what it needs and nothing else", async () => {
    const run = await platform.plan(open(), { runId: 4711 });
    expect(roles(run)).toEqual([
      "plan: mlplatform-dev-ci-plan",
      "plan: mlplatform-prod-ci-plan",
      "plan: mlplatform-staging-ci-plan",
    ]);
    const seen = Object.fromEntries(
      run.notes
        .filter(({ kind }) => kind === "command")
        .map(({ job, name, variables }) => [`${job}: ${name}`, variables]),
    );
    const credentials = ["AWS_ACCESS_KEY_ID", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
    expect(seen).toEqual({
      "synth: synth": [],
      "plan: ci:role": [],
      "plan: review": [...credentials, "PLAN_DIGEST_KEY"],
      "comment: ci:comment": ["GITHUB_TOKEN"],
    });
    expect(
      run.notes.filter(({ kind }) => kind === "checkout").map(({ persistCredentials }) => persistCredentials),
    ).toEqual(Array.from({ length: 5 }, () => "false"));

    // In CloudTrail, the session name identifies the run.
    const prod = run.notes.find(({ session }) => session?.startsWith("plan-prod"));
    expect(prod).toMatchObject({ role: role("plan", "prod"), session: "plan-prod-4711", region: "us-east-1" });

    // The plan uses what was synthesized without credentials.
    expect(commands(run, "synth")).toEqual(["synth: synth dev", "synth: synth staging", "synth: synth prod"]);
    const reviews = run.notes.filter(({ name }) => name === "review");
    expect(reviews.map(({ args }) => args!.slice(1))).toEqual([["--skip-synth"], ["--skip-synth"], ["--skip-synth"]]);
    for (const environment of ["dev", "staging", "prod"]) {
      expect(existsSync(join(run.artifacts, "synthesized", environment, "manifest.json"))).toBe(true);
      const review = readFileSync(join(run.artifacts, `review-${environment}`, `${environment}.json`), "utf8");
      expect(JSON.parse(review)).toMatchObject({ environment });
    }
  });

  it("tells about an environment that cannot be planned, plans the others, and fails", async () => {
    const scenario = { "review staging": { code: 1, text: "The plan failed." }, review: { text: "Planned." } };
    const run = await platform.plan(open(), { scenario });
    expect(run.code).not.toBe(0);
    // act gives all legs of a matrix the result of the worst one that has ended.
    expect(run.jobs).toMatchObject({ "plan/staging": "failure", comment: "success" });
    expect(comments().map(([, body]) => String(body).split("\n")[3])).toEqual([
      "Planned.",
      "The plan failed.",
      "Planned.",
    ]);
  });

  it("plans nothing for a fork, and says why", async () => {
    const run = await platform.plan(open(), { from: "someone/sagemaker-platform" });
    expect(run.code).toBe(0);
    expect(run.jobs).toEqual({ synth: "success", fork: "success" });
    expect(roles(run)).toEqual([]);
    expect(platform.gitHub.asked).toEqual([]);
    expect(run.summary).toBe(
      "This pull request comes from a fork, whose runs get no token for AWS. It was synthesized, but not planned. Someone who may push to this repository can push the branch here and open a pull request from it.\n",
    );
  });

  it("stops before anything is planned when the stacks cannot be synthesized", async () => {
    const run = await platform.plan(open(), { scenario: { "synth staging": { code: 1 } } });
    expect(run.code).not.toBe(0);
    expect(run.jobs).toEqual({ synth: "failure" });
    expect(platform.gitHub.asked).toEqual([]);
  });
});
