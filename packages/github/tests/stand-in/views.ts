// The stand-in's data in the form of GitHub's responses.
import type { Artifact, Comment, GitHubState, Issue, PullRequest, WorkflowRun } from "./state";

const webPage = (state: GitHubState) => `https://github.com/${state.repository}`;

export const commentView = (state: GitHubState, { id, issue, body, user }: Comment) => ({
  id,
  body,
  user: { login: user },
  html_url: `${webPage(state)}/pull/${issue}#issuecomment-${id}`,
});

export const issueView = (state: GitHubState, { isPullRequest, labels, user, ...issue }: Issue) => ({
  ...issue,
  user: { login: user },
  labels: labels.map((name) => ({ name })),
  html_url: `${webPage(state)}/issues/${issue.number}`,
  ...(isPullRequest ? { pull_request: {} } : {}),
});

export const pullView = ({ number, headSha, mergeCommit }: PullRequest) => ({
  number,
  head: { sha: headSha },
  merged_at: mergeCommit ? "2026-01-01T00:00:00Z" : null,
  merge_commit_sha: mergeCommit ?? null,
});

export const runView = (state: GitHubState, { id, event, headSha, conclusion, headRepository }: WorkflowRun) => ({
  id,
  run_number: id,
  event,
  head_sha: headSha,
  conclusion,
  head_repository: { full_name: headRepository },
  html_url: `${webPage(state)}/actions/runs/${id}`,
});

export const artifactView = ({ id, name, expired }: Artifact) => ({ id, name, expired });
