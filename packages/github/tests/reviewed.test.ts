import { findReviewed, type Reviewed } from "../reviewed";
import { repository, useGitHub } from "./support";

const head = "a".repeat(40);
const merge = "b".repeat(40);

describe("what was reviewed for a commit on main", () => {
  const tested = useGitHub({ actions: "read", "pull-requests": "read" });
  const place = { workflow: "plan.yml", artifact: "review-prod", file: "prod.json" };
  const find = () => findReviewed(tested.gitHub, merge, place);
  const planRun = (more: { headRepository?: string; headSha?: string; conclusion?: "success" | "failure" } = {}) =>
    tested.standIn.state.addRun({
      workflow: "plan.yml",
      event: "pull_request",
      headSha: head,
      conclusion: "success",
      headRepository: repository,
      ...more,
    });
  const keep = (run: { id: number }, content: string) =>
    tested.standIn.state.addArtifact(run.id, "review-prod", { "prod.json": content, "prod.md": "# prod" });
  const contentOf = (reviewed: Reviewed) =>
    reviewed.found ? Buffer.from(reviewed.files["prod.json"]!).toString() : reviewed.why;
  const mergedPull = () => {
    tested.standIn.state.openPullRequest(head).mergeCommit = merge;
  };

  it("is what the last plan run of its pull request kept", async () => {
    mergedPull();
    keep(planRun(), "first push");
    const last = planRun();
    keep(last, "reviewed");
    const reviewed = await find();
    expect(reviewed).toMatchObject({
      found: true,
      pullRequest: 1,
      runUrl: `https://github.com/${repository}/actions/runs/${last.id}`,
    });
    expect(contentOf(reviewed)).toBe("reviewed");
    expect(Object.keys((reviewed as { files: object }).files)).toEqual(["prod.json", "prod.md"]);
  });

  it("is nothing for a commit that was pushed without a pull request", async () => {
    expect(await find()).toEqual({ found: false, why: "bbbbbbb is not the merge of a pull request" });
  });

  it("is nothing where the commit is the head of a pull request that is not merged", async () => {
    tested.standIn.state.openPullRequest(merge);
    expect(await find()).toMatchObject({ found: false });
  });

  it.each([
    ["of another commit", { headSha: "c".repeat(40) }],
    ["that failed", { conclusion: "failure" as const }],
    ["of a fork, which decides what it keeps", { headRepository: "someone/sagemaker-platform" }],
  ])("is never what a plan run %s kept", async (_, more) => {
    mergedPull();
    keep(planRun(more), "not reviewed");
    expect(await find()).toEqual({ found: false, why: "pull request 1 has no successful run of plan.yml for aaaaaaa" });
  });

  it("is nothing once it has expired", async () => {
    mergedPull();
    keep(planRun(), "reviewed").expired = true;
    const why = 'the run of pull request 1 has no artifact "review-prod", or it has expired';
    expect(await find()).toEqual({ found: false, why });
  });

  it("is the newer artifact where a job of the run was repeated", async () => {
    mergedPull();
    const run = planRun();
    keep(run, "first attempt");
    keep(run, "second attempt");
    expect(contentOf(await find())).toBe("second attempt");
  });

  it("is nothing where the artifact lacks the file", async () => {
    mergedPull();
    tested.standIn.state.addArtifact(planRun().id, "review-prod", { "other.txt": "" });
    const why = 'the artifact "review-prod" of pull request 1 does not contain prod.json';
    expect(await find()).toEqual({ found: false, why });
  });

  it("is found among many, and the token stays with the API", async () => {
    const { state } = tested.standIn;
    state.largestPage = 1;
    mergedPull();
    keep(planRun(), "older");
    keep(planRun({ headRepository: "someone/sagemaker-platform" }), "of a fork");
    keep(planRun(), "reviewed");
    // The stand-in refuses a token where artifacts are stored, which is another origin.
    expect(contentOf(await find())).toBe("reviewed");
    expect(tested.standIn.asked.at(-1)).toMatchObject({ path: expect.stringMatching(/^\/blobs\//), status: 200 });
  });
});
