import { keepIssue } from "../issue";
import { bot, useGitHub } from "./support";

describe("an issue that lasts as long as a difference", () => {
  const tested = useGitHub({ issues: "write" });
  const runUrl = "https://github.com/your-organisation/sagemaker-platform/actions/runs/7";
  const report = (environment: string, differences?: string) =>
    keepIssue(tested.gitHub, {
      marker: `<!-- drift:${environment} -->`,
      label: "drift",
      title: `${environment} has drifted`,
      text: differences,
      farewell: `${environment} is back: ${runUrl}.`,
    });
  const issues = () => tested.standIn.state.issues;

  it("is opened, updated while it lasts, and closed when it is over", async () => {
    expect(await report("prod", "a bucket")).toMatchObject({ how: "opened" });
    expect(issues()).toEqual([
      {
        number: 1,
        title: "prod has drifted",
        body: "<!-- drift:prod -->\na bucket",
        labels: ["drift"],
        state: "open",
        state_reason: null,
        user: bot,
        isPullRequest: false,
      },
    ]);

    expect(await report("prod", "a bucket and a role")).toMatchObject({ how: "updated" });
    expect(issues()).toHaveLength(1);
    expect(issues()[0]).toMatchObject({ body: "<!-- drift:prod -->\na bucket and a role", state: "open" });
    expect(tested.standIn.state.comments).toEqual([]);

    expect(await report("prod")).toMatchObject({ how: "closed" });
    expect(issues()[0]).toMatchObject({ state: "closed", state_reason: "completed" });
    expect(tested.standIn.state.comments.map(({ body }) => body)).toEqual([`prod is back: ${runUrl}.`]);
  });

  it("is a new one when it drifts again", async () => {
    await report("prod", "once");
    await report("prod");
    expect(await report("prod", "again")).toMatchObject({ how: "opened" });
    expect(issues().map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  it("is written once where nothing changes from one look to the next", async () => {
    await report("dev", "the same");
    expect(await report("dev", "the same")).toMatchObject({ how: "unchanged" });
    expect(tested.standIn.asked.filter(({ method }) => method !== "GET")).toHaveLength(1);
  });

  it("is none where there is no difference", async () => {
    expect(await report("dev")).toEqual({ how: "none" });
    expect(issues()).toEqual([]);
  });

  it("is one per marker", async () => {
    for (const environment of ["dev", "staging", "dev"]) await report(environment, "differs");
    await report("dev");
    expect(issues().map(({ title, state }) => [title, state])).toEqual([
      ["dev has drifted", "closed"],
      ["staging has drifted", "open"],
    ]);
  });

  it("is never a person's issue or a pull request, whatever their label and text", async () => {
    const { state } = tested.standIn;
    const body = "<!-- drift:dev -->\nlike ours";
    state.openIssue({ title: "A person's", body, labels: ["drift"], user: "someone", isPullRequest: false });
    state.openIssue({ title: "A pull request", body, labels: ["drift"], user: bot, isPullRequest: true });
    await report("dev", "differs");
    expect(issues().map(({ state: now }) => now)).toEqual(["open", "open", "open"]);
    await report("dev");
    expect(issues().map(({ state: now }) => now)).toEqual(["open", "open", "closed"]);
  });

  it("is closed as well where a second one was opened by the bot", async () => {
    const { state } = tested.standIn;
    await report("dev", "differs");
    state.openIssue({ title: "x", body: issues()[0]!.body, labels: ["drift"], user: bot, isPullRequest: false });
    state.largestPage = 1;
    await report("dev");
    expect(issues().map(({ state: now }) => now)).toEqual(["closed", "closed"]);
  });
});
