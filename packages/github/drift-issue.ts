// One open issue per environment that is no longer as main says: opened, updated while it lasts, closed when it is over.
import { z } from "zod";
import type { GitHub } from "./client";
import { isOurs, marked, workflowAuthor } from "./marked";

export const driftLabel = "drift";

export interface DriftReport {
  readonly environment: string;
  /** What differs, as Markdown; undefined when nothing does. */
  readonly differences: string | undefined;
  /** The run that looked. */
  readonly runUrl?: string | undefined;
}

export interface DriftIssue {
  readonly how: "opened" | "updated" | "unchanged" | "closed" | "none";
  readonly url?: string;
}

export async function keepDriftIssue(gitHub: GitHub, report: DriftReport): Promise<DriftIssue> {
  const { environment, differences, runUrl } = report;
  const open = await openIssues(gitHub, environment);
  if (differences === undefined) return closeAll(gitHub, open, environment, runUrl);
  const body = marked("drift", environment, differences);
  const [existing] = open;
  if (!existing) {
    const title = `${environment} is not as main says`;
    const made = await gitHub.send("POST", "/issues", { title, body, labels: [driftLabel] });
    return { how: "opened", url: issue.parse(await made.json()).html_url };
  }
  if (existing.body === body) return { how: "unchanged", url: existing.html_url };
  await gitHub.send("PATCH", `/issues/${existing.number}`, { body });
  return { how: "updated", url: existing.html_url };
}

async function closeAll(
  gitHub: GitHub,
  open: readonly Issue[],
  environment: string,
  runUrl: string | undefined,
): Promise<DriftIssue> {
  for (const { number } of open) {
    const body = `${environment} is again as main says${runUrl ? `: ${runUrl}` : ""}.`;
    await gitHub.send("POST", `/issues/${number}/comments`, { body });
    await gitHub.send("PATCH", `/issues/${number}`, { state: "closed", state_reason: "completed" });
  }
  return open[0] ? { how: "closed", url: open[0].html_url } : { how: "none" };
}

/** The oldest first: should there be two, the first one goes on. */
async function openIssues(gitHub: GitHub, environment: string): Promise<Issue[]> {
  const query = { labels: driftLabel, state: "open", sort: "created", direction: "asc" };
  const isOurIssue = isOurs("drift", environment, workflowAuthor);
  const found: Issue[] = [];
  for await (const candidate of gitHub.items("/issues", issue, query)) {
    // GitHub lists pull requests as issues, too.
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
