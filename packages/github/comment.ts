// One comment per environment on a pull request: made the first time, then updated in place.
import { z } from "zod";
import type { GitHub } from "./client";
import { isOurs, marked, workflowAuthor } from "./marked";

export interface Commented {
  readonly how: "created" | "updated" | "unchanged";
  readonly url: string;
}

export async function upsertComment(
  gitHub: GitHub,
  pullRequest: number,
  environment: string,
  text: string,
): Promise<Commented> {
  const body = marked("review", environment, text);
  const isOurComment = isOurs("review", environment, workflowAuthor);
  for await (const existing of gitHub.items(`/issues/${pullRequest}/comments`, comment)) {
    if (!isOurComment(existing)) continue;
    if (existing.body === body) return { how: "unchanged", url: existing.html_url };
    const response = await gitHub.send("PATCH", `/issues/comments/${existing.id}`, { body });
    return { how: "updated", url: comment.parse(await response.json()).html_url };
  }
  const response = await gitHub.send("POST", `/issues/${pullRequest}/comments`, { body });
  return { how: "created", url: comment.parse(await response.json()).html_url };
}

const comment = z.object({
  id: z.number(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});
