import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitHubSettings, pullRequestNumber, runUrl } from "../settings";

describe("what a workflow run hands to its commands", () => {
  const complete = { GITHUB_TOKEN: "t", GITHUB_REPOSITORY: "owner/name" };

  it("is GitHub's own address unless another is given, without a slash at its end", () => {
    expect(gitHubSettings(complete)).toEqual({
      apiUrl: "https://api.github.com",
      token: "t",
      repository: "owner/name",
    });
    const enterprise = { ...complete, GITHUB_API_URL: "https://github.example.com/api/v3/" };
    expect(gitHubSettings(enterprise).apiUrl).toBe("https://github.example.com/api/v3");
  });

  it("is refused with everything that is missing", () => {
    expect(() => gitHubSettings({ GITHUB_API_URL: "here", GITHUB_REPOSITORY: "name" })).toThrow(
      [
        "The variables that say where GitHub is: 3 problems",
        '  - GITHUB_API_URL: got "here"; allowed: a URL',
        "  - GITHUB_TOKEN: got nothing; allowed: a token; in a workflow: env: GITHUB_TOKEN: ${{ github.token }}",
        '  - GITHUB_REPOSITORY: got "name"; allowed: owner/name; GitHub sets it',
      ].join("\n"),
    );
  });

  it("says where its own page is, in a workflow", () => {
    expect(runUrl({ GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "o/n", GITHUB_RUN_ID: "7" })).toBe(
      "https://github.com/o/n/actions/runs/7",
    );
    expect(runUrl({})).toBeUndefined();
  });
});

describe("the pull request of a run", () => {
  const folder = mkdtempSync(join(tmpdir(), "event-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const event = (content: unknown) => {
    const file = join(folder, "event.json");
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  it("is the one of the event", () => {
    expect(pullRequestNumber({ GITHUB_EVENT_PATH: event({ pull_request: { number: 12 } }) })).toBe(12);
  });

  it("is none where the event is about something else", () => {
    expect(() => pullRequestNumber({ GITHUB_EVENT_PATH: event({ ref: "main" }), GITHUB_EVENT_NAME: "push" })).toThrow(
      'The event "push" is not about a pull request, so there is nothing to comment on; allowed: a run of on: pull_request.',
    );
  });

  it("is none outside of a workflow", () => {
    expect(() => pullRequestNumber({})).toThrow(
      "GITHUB_EVENT_PATH is not set. A workflow run sets it; this command is for those.",
    );
  });
});
