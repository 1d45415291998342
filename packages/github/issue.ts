// One open issue for as long as something differs: opened, updated while the difference lasts, and then closed.
import { z } from "zod";
import type { GitHub } from "./client";
import { isOurs, marked, workflowAuthor } from "./marked";

export interface LastingIssue {
  /** An HTML comment that identifies the issue. */
  readonly marker: string;
  readonly label: string;
  readonly title: string;
  /** What differs, as Markdown; undefined if nothing does. */
  readonly text: string | undefined;
  /** The comment to close it with. */
  readonly farewell: string;
}

export interface IssueChange {
  readonly how: "opened" | "updated" | "unchanged" | "closed" | "none";
  readonly url?: string;
}

export async function keepIssue(gitHub: GitHub, wanted: LastingIssue): Promise<IssueChange> {
  const { marker, label, title, text } = wanted;
  const open = await openIssues(gitHub, wanted);
  if (text === undefined) return closeAll(gitHub, open, wanted);
  const body = marked({ marker, text });
  const [existing] = open;
  if (!existing) {
    const made = await gitHub.send("POST", "/issues", { title, body, labels: [label] });
    return { how: "opened", url: issue.parse(await made.json()).html_url };
  }
  if (existing.body === body) return { how: "unchanged", url: existing.html_url };
  await gitHub.send("PATCH", `/issues/${existing.number}`, { body });
  return { how: "updated", url: existing.html_url };
}

async function closeAll(gitHub: GitHub, open: readonly Issue[], { farewell }: LastingIssue): Promise<IssueChange> {
  for (const { number } of open) {
    await gitHub.send("POST", `/issues/${number}/comments`, { body: farewell });
    await gitHub.send("PATCH", `/issues/${number}`, { state: "closed", state_reason: "completed" });
  }
  return open[0] ? { how: "closed", url: open[0].html_url } : { how: "none" };
}

/** The oldest first: if there are two, the first one is kept. */
async function openIssues(gitHub: GitHub, { marker, label }: LastingIssue): Promise<Issue[]> {
  const query = { labels: label, state: "open", sort: "created", direction: "asc" };
  const isOurIssue = isOurs(marker, workflowAuthor);
  const found: Issue[] = [];
  for await (const candidate of gitHub.items("/issues", issue, query)) {
    // GitHub lists pull requests as issues too.
    if (candidate.pull_request === undefined && isOurIssue(candidate)) found.push(candidate);
  }
  return found;
}

const issue = z.object({
  number: z.number(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
  pull_request: z.unknown().optional(),
});
type Issue = z.infer<typeof issue>;
