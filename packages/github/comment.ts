// One comment per marker on a pull request: created the first time, then updated in place.
import { z } from "zod";
import type { GitHub } from "./client";
import { isOurs, marked, type MarkedText, workflowAuthor } from "./marked";

export interface Commented {
  readonly how: "created" | "updated" | "unchanged";
  readonly url: string;
}

export async function upsertComment(gitHub: GitHub, pullRequest: number, comment: MarkedText): Promise<Commented> {
  const body = marked(comment);
  const isOurComment = isOurs(comment.marker, workflowAuthor);
  for await (const existing of gitHub.items(`/issues/${pullRequest}/comments`, shape)) {
    if (!isOurComment(existing)) continue;
    if (existing.body === body) return { how: "unchanged", url: existing.html_url };
    const response = await gitHub.send("PATCH", `/issues/comments/${existing.id}`, { body });
    return { how: "updated", url: shape.parse(await response.json()).html_url };
  }
  const response = await gitHub.send("POST", `/issues/${pullRequest}/comments`, { body });
  return { how: "created", url: shape.parse(await response.json()).html_url };
}

const shape = z.object({
  id: z.number(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});
