import { upsertComment } from "../comment";
import { bot, messageOf, useGitHub } from "./support";

describe("the comment with a marker", () => {
  const tested = useGitHub({ "pull-requests": "write" });
  const upsert = (environment: string, text: string) =>
    upsertComment(tested.gitHub, 1, { marker: `<!-- review:${environment} -->`, text });
  beforeEach(() => void tested.standIn.state.openPullRequest("head"));

  it("is made once, then updated in place", async () => {
    expect(await upsert("dev", "first")).toMatchObject({ how: "created" });
    expect(await upsert("dev", "second")).toMatchObject({ how: "updated" });
    expect(tested.standIn.state.comments).toEqual([
      expect.objectContaining({ issue: 1, body: "<!-- review:dev -->\nsecond", user: bot }),
    ]);
  });

  it("is left alone when nothing has changed", async () => {
    await upsert("dev", "same");
    expect(await upsert("dev", "same")).toMatchObject({ how: "unchanged" });
    expect(tested.standIn.asked.filter(({ method }) => method !== "GET")).toHaveLength(1);
  });

  it("says where it is", async () => {
    const { url } = await upsert("dev", "text");
    expect(url).toMatch(/^https:\/\/github\.com\/your-organisation\/sagemaker-platform\/pull\/1#issuecomment-\d+$/);
  });

  it("carries the marker once, also where the text already begins with it", async () => {
    await upsert("dev", "<!-- review:dev -->\ntext");
    expect(tested.standIn.state.comments[0]!.body).toBe("<!-- review:dev -->\ntext");
  });

  it("is one per marker", async () => {
    for (const environment of ["dev", "staging", "prod", "dev"]) await upsert(environment, `about ${environment}`);
    expect(tested.standIn.state.comments.map(({ body }) => body.split("\n")[1])).toEqual([
      "about dev",
      "about staging",
      "about prod",
    ]);
  });

  it("is found behind many others", async () => {
    const { state } = tested.standIn;
    state.largestPage = 2;
    for (let index = 0; index < 5; index++) state.comment(1, `Talk ${index}`, "someone");
    await upsert("prod", "first");
    for (let index = 0; index < 3; index++) state.comment(1, `More talk ${index}`, "someone");
    await upsert("prod", "second");
    const ours = state.comments.filter(({ user }) => user === bot);
    expect(ours.map(({ body }) => body)).toEqual(["<!-- review:prod -->\nsecond"]);
  });

  it("is never someone else's, marker or not", async () => {
    const { state } = tested.standIn;
    const theirs = "<!-- review:dev -->\nI quote you";
    state.comment(1, theirs, "someone");
    await upsert("dev", "ours");
    expect(state.comments.map(({ body, user }) => [user, body])).toEqual([
      ["someone", theirs],
      [bot, "<!-- review:dev -->\nours"],
    ]);
  });

  it("is not another comment of the bot that quotes the marker further down", async () => {
    const { state } = tested.standIn;
    state.comment(1, "Look:\n<!-- review:dev -->", bot);
    expect(await upsert("dev", "ours")).toMatchObject({ how: "created" });
  });

  it("takes as many characters as GitHub takes", async () => {
    const marker = "<!-- review:dev -->\n".length;
    await upsert("dev", "x".repeat(65_536 - marker));
    expect(tested.standIn.state.comments[0]!.body).toHaveLength(65_536);
  });

  it("is refused before it is sent when it is longer", async () => {
    expect(await messageOf(upsert("dev", "x".repeat(65_536)))).toBe(
      "The text for <!-- review:dev --> has 65,556 characters; GitHub takes 65,536. Nothing was written.",
    );
    expect(tested.standIn.asked).toEqual([]);
  });
});
