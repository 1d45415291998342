import { z } from "zod";
import { GitHub } from "../client";
import { UserError } from "../../errors";
import { messageOf, repository, token, useGitHub } from "./support";

const anything = z.unknown();

describe("what GitHub refuses", () => {
  const tested = useGitHub({ issues: "read" });
  const get = (path: string) => tested.gitHub.get(path, anything);
  const trouble = (...troubles: { status: number; headers?: Record<string, string>; body?: unknown }[]) =>
    tested.standIn.troubles.push(...troubles);

  it("401: says that the token is wrong, and not what it is", async () => {
    const gitHub = new GitHub({ apiUrl: tested.standIn.url, token: "ghs_wrong", repository });
    expect(await messageOf(gitHub.get("/issues", anything))).toBe(
      `GitHub does not accept the token for GET /repos/${repository}/issues (401). It is wrong or has expired: check GITHUB_TOKEN. GitHub says: Bad credentials.`,
    );
  });

  it("403: names the permission that is missing", async () => {
    expect(await messageOf(tested.gitHub.send("POST", "/issues", { title: "x" }))).toBe(
      `The token may not do POST /repos/${repository}/issues (403). It needs one of: issues=write. Grant it under "permissions" of the workflow's job. GitHub says: Resource not accessible by integration.`,
    );
  });

  it("404: says that it may also be out of sight", async () => {
    expect(await messageOf(get("/nothing"))).toBe(
      `GitHub finds nothing at GET /repos/${repository}/nothing (404): it does not exist, or the token may not read it. Check GITHUB_REPOSITORY and "permissions" of the workflow's job. GitHub says: Not Found.`,
    );
  });

  it("422: tells what is invalid", async () => {
    tested.standIn.state.grant(token, { issues: "write" });
    const message = await messageOf(tested.gitHub.send("POST", "/issues", { title: "x", body: "x".repeat(65_537) }));
    expect(message).toBe(
      `GitHub finds the request POST /repos/${repository}/issues invalid (422). GitHub says: Validation Failed; body body is too long (maximum is 65536 characters).`,
    );
  });

  it("too many requests: says when to come again", async () => {
    trouble({ status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767225600" } });
    expect(await messageOf(get("/issues"))).toBe(
      `GitHub has had too many requests and refuses GET /repos/${repository}/issues (403). Run this again after 2026-01-01T00:00:00.000Z. GitHub says: Trouble.`,
    );
  });

  it("never shows the token, even where GitHub repeats it", async () => {
    trouble({ status: 500, body: { message: `Bearer ${token} is bad` } });
    const message = await messageOf(get("/issues"));
    expect(message).toContain("Bearer *** is bad");
    expect(message).not.toContain(token);
  });

  it("no server at all: says where it looked", async () => {
    const gitHub = new GitHub({ apiUrl: "http://127.0.0.1:1", token, repository });
    const failure = gitHub.get("/issues", anything);
    await expect(failure).rejects.toBeInstanceOf(UserError);
    expect(await messageOf(failure)).toMatch(/^GitHub does not answer at http:\/\/127\.0\.0\.1:1: /);
  });
});

describe("what passes by itself", () => {
  const tested = useGitHub({ issues: "write" });
  const soon = { "retry-after": "0" };

  it("a gateway that fails is asked again", async () => {
    tested.standIn.troubles.push({ status: 502, headers: soon }, { status: 503, headers: soon });
    expect(await tested.gitHub.get("/issues", anything)).toEqual([]);
    expect(tested.standIn.asked.map(({ status }) => status)).toEqual([502, 503, 200]);
  });

  it("it is requested three times, not forever", async () => {
    tested.standIn.troubles.push(...Array.from({ length: 5 }, () => ({ status: 502, headers: soon })));
    expect(await messageOf(tested.gitHub.get("/issues", anything))).toContain("status 502");
    expect(tested.standIn.asked).toHaveLength(3);
  });

  it("what would make a second comment is not repeated after a gateway failed", async () => {
    tested.standIn.troubles.push({ status: 502, headers: soon });
    expect(await messageOf(tested.gitHub.send("POST", "/issues", { title: "x", body: "x" }))).toContain("status 502");
    expect(tested.standIn.asked).toHaveLength(1);
  });

  it("it is repeated where GitHub asks to come again, because then nothing was done", async () => {
    tested.standIn.troubles.push({ status: 429, headers: soon });
    await tested.gitHub.send("POST", "/issues", { title: "x", body: "x" });
    expect(tested.standIn.state.issues).toHaveLength(1);
  });

  it("a next page at another address is not requested: it would get the token", async () => {
    const headers = { link: '<http://localhost:1/more>; rel="next"' };
    tested.standIn.troubles.push({ status: 200, headers, body: [] });
    const all = (async () => {
      for await (const item of tested.gitHub.items("/issues", anything)) void item;
    })();
    expect(await messageOf(all)).toBe(
      "GitHub's next page is at another address, http://localhost:1, and is not requested.",
    );
    expect(tested.standIn.asked).toHaveLength(1);
  });
});
