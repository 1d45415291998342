// The settings of a workflow run: the API's address, the token, the repository and the event.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { InvalidInputError, type Problem, UserError } from "../errors";

export interface GitHubSettings {
  /** Without a trailing slash: https://api.github.com, or the address of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly token: string;
  /** owner/name */
  readonly repository: string;
}

/** Throws with everything that is missing, but never with the token. */
export function gitHubSettings(variables: NodeJS.ProcessEnv = process.env): GitHubSettings {
  const { GITHUB_API_URL = "https://api.github.com", GITHUB_TOKEN, GITHUB_REPOSITORY } = variables;
  const problems: Problem[] = [];
  if (!URL.canParse(GITHUB_API_URL)) problems.push({ path: "GITHUB_API_URL", got: GITHUB_API_URL, allowed: "a URL" });
  if (!GITHUB_TOKEN) {
    problems.push({
      path: "GITHUB_TOKEN",
      got: undefined,
      allowed: "a token; in a workflow: env: GITHUB_TOKEN: ${{ github.token }}",
    });
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(GITHUB_REPOSITORY ?? "")) {
    problems.push({ path: "GITHUB_REPOSITORY", got: GITHUB_REPOSITORY, allowed: "owner/name; GitHub sets it" });
  }
  if (problems.length > 0) throw new InvalidInputError("The variables that say where GitHub is", problems);
  return { apiUrl: GITHUB_API_URL.replace(/\/+$/, ""), token: GITHUB_TOKEN!, repository: GITHUB_REPOSITORY! };
}

/** The number of the pull request that the run is about. */
export function pullRequestNumber(variables: NodeJS.ProcessEnv = process.env): number {
  const path = variables.GITHUB_EVENT_PATH;
  if (!path) throw new UserError("GITHUB_EVENT_PATH is not set. A workflow run sets it; this command is for those.");
  const event = pullRequestEvent.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!event.success) {
    throw new UserError(
      `The event "${variables.GITHUB_EVENT_NAME ?? "unknown"}" is not about a pull request, so there is nothing to comment on; allowed: a run of on: pull_request.`,
    );
  }
  return event.data.pull_request.number;
}

/** The page of the workflow run, for links from issues; undefined outside a workflow. */
export function runUrl(variables: NodeJS.ProcessEnv = process.env): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = variables;
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined;
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}

const pullRequestEvent = z.object({ pull_request: z.object({ number: z.int().positive() }) });
