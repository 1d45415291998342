// Finds a commit's review: commit on main -> merged pull request -> last workflow run there -> its artifact.
import { unzipSync } from "fflate";
import { z } from "zod";
import type { GitHub } from "./client";

/** The artifact in which the workflow run of a pull request keeps what it showed the reviewers. */
export interface ReviewPlace {
  /** The workflow's file. */
  readonly workflow: string;
  readonly artifact: string;
  /** Files that must be in the artifact. */
  readonly file: string;
}

/** No review is larger; a file that unpacks to more is refused. */
const largest = 64 * 1024 * 1024;

export type Reviewed =
  | { readonly found: true; readonly pullRequest: number; readonly runUrl: string; readonly files: Files }
  | { readonly found: false; readonly why: string };

/** File name -> content. */
export type Files = Readonly<Record<string, Uint8Array>>;

export async function findReviewed(gitHub: GitHub, commit: string, place: ReviewPlace): Promise<Reviewed> {
  const merged = await mergedAs(gitHub, commit);
  if (!merged) return { found: false, why: `${commit.slice(0, 7)} is not the merge of a pull request` };
  const pull = `pull request ${merged.number}`;
  const run = await lastRun(gitHub, place.workflow, merged.head.sha);
  if (!run)
    return {
      found: false,
      why: `${pull} has no successful run of ${place.workflow} for ${merged.head.sha.slice(0, 7)}`,
    };
  const { artifact: name, file } = place;
  const artifact = await artifactOf(gitHub, run.id, name);
  if (!artifact) return { found: false, why: `the run of ${pull} has no artifact "${name}", or it has expired` };
  const zip = await gitHub.send("GET", `/actions/artifacts/${artifact.id}/zip`);
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()), {
    filter: ({ originalSize }) => originalSize <= largest,
  });
  if (!files[file]) return { found: false, why: `the artifact "${name}" of ${pull} does not contain ${file}` };
  return { found: true, pullRequest: merged.number, runUrl: run.html_url, files };
}

async function mergedAs(gitHub: GitHub, commit: string): Promise<PullRequest | undefined> {
  for await (const pull of gitHub.items(`/commits/${commit}/pulls`, pullRequest)) {
    if (pull.merged_at && pull.merge_commit_sha === commit) return pull;
  }
  return undefined;
}

/** A fork controls what its runs upload, so only runs of this repository's own branches count. */
async function lastRun(gitHub: GitHub, workflow: string, headSha: string): Promise<Run | undefined> {
  const query = { event: "pull_request", head_sha: headSha, status: "success" };
  const path = `/actions/workflows/${workflow}/runs`;
  let last: Run | undefined;
  for await (const candidate of gitHub.items(path, run, query, "workflow_runs")) {
    const own = candidate.head_repository?.full_name === gitHub.repository;
    if (own && candidate.head_sha === headSha && candidate.run_number > (last?.run_number ?? 0)) last = candidate;
  }
  return last;
}

/** If a job was repeated, there are several artifacts of one name: the newest counts. */
async function artifactOf(gitHub: GitHub, runId: number, name: string): Promise<Artifact | undefined> {
  let newest: Artifact | undefined;
  for await (const candidate of gitHub.items(`/actions/runs/${runId}/artifacts`, artifact, { name }, "artifacts")) {
    if (candidate.name === name && !candidate.expired && candidate.id > (newest?.id ?? 0)) newest = candidate;
  }
  return newest;
}

const pullRequest = z.object({
  number: z.number(),
  merged_at: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  head: z.object({ sha: z.string() }),
});
type PullRequest = z.infer<typeof pullRequest>;

const run = z.object({
  id: z.number(),
  run_number: z.number(),
  html_url: z.string(),
  head_sha: z.string(),
  head_repository: z.object({ full_name: z.string() }).nullish(),
});
type Run = z.infer<typeof run>;

const artifact = z.object({ id: z.number(), name: z.string(), expired: z.boolean() });
type Artifact = z.infer<typeof artifact>;
