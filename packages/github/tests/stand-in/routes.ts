// The routes of the stand-in for GitHub. Status codes, messages and field names are those of
// https://docs.github.com/en/rest (version 2022-11-28).
import type { GitHubState, Issue, Permissions } from "./state";
import { artifactView, commentView, issueView, pullView, runView } from "./views";

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

interface Call extends Request {
  readonly state: GitHubState;
  /** The matches of the path's groups. */
  readonly parts: readonly string[];
}

interface Route {
  readonly on: RegExp;
  /** One of these is enough, such as "issues=write". */
  readonly needs: readonly string[];
  readonly reply: (call: Call) => Reply;
}

const author = "github-actions[bot]";
const commenting = ["issues=write", "pull_requests=write"];

const routes: readonly Route[] = [
  { on: /^GET \/issues\/(\d+)\/comments$/, needs: ["issues=read", "pull_requests=read"], reply: listComments },
  { on: /^POST \/issues\/(\d+)\/comments$/, needs: commenting, reply: createComment },
  { on: /^PATCH \/issues\/comments\/(\d+)$/, needs: commenting, reply: updateComment },
  { on: /^GET \/issues$/, needs: ["issues=read"], reply: listIssues },
  { on: /^POST \/issues$/, needs: ["issues=write"], reply: createIssue },
  { on: /^PATCH \/issues\/(\d+)$/, needs: ["issues=write"], reply: updateIssue },
  { on: /^GET \/commits\/(\w+)\/pulls$/, needs: ["pull_requests=read"], reply: listPulls },
  { on: /^GET \/actions\/workflows\/([\w.-]+)\/runs$/, needs: ["actions=read"], reply: listRuns },
  { on: /^GET \/actions\/runs\/(\d+)\/artifacts$/, needs: ["actions=read"], reply: listArtifacts },
  { on: /^GET \/actions\/artifacts\/(\d+)\/zip$/, needs: ["actions=read"], reply: redirectToZip },
];

export function answer(state: GitHubState, request: Request): Reply {
  const blob = /^\/blobs\/(\d+)$/.exec(request.url.pathname);
  if (blob) return giveZip(state, request, Number(blob[1]));
  const granted = state.tokens.get((request.authorization ?? "").replace(/^Bearer /, ""));
  if (!granted) return { status: 401, body: { message: "Bad credentials" } };
  const base = `/repos/${state.repository}`;
  if (!request.url.pathname.startsWith(`${base}/`)) return notFound;
  const asked = `${request.method} ${request.url.pathname.slice(base.length)}`;
  for (const { on, needs, reply } of routes) {
    const match = on.exec(asked);
    if (!match) continue;
    if (!needs.some((need) => allows(granted, need))) return forbidden(needs);
    return reply({ ...request, state, parts: match.slice(1) });
  }
  return notFound;
}

const notFound: Reply = { status: 404, body: { message: "Not Found" } };

function forbidden(needs: readonly string[]): Reply {
  const headers = { "x-accepted-github-permissions": needs.join("; ") };
  return { status: 403, headers, body: { message: "Resource not accessible by integration" } };
}

/** Workflows write `pull-requests`, the API's headers `pull_requests`. */
function allows(granted: Permissions, need: string): boolean {
  const [name, level] = need.split("=") as [string, string];
  const given = granted[name.replaceAll("_", "-")];
  return given === "write" || given === level;
}

function listComments({ state, url, parts }: Call): Reply {
  const [issue] = parts.map(Number);
  if (!state.issues.some(({ number }) => number === issue)) return notFound;
  return page(
    state,
    url,
    state.comments.filter((comment) => comment.issue === issue).map((item) => commentView(state, item)),
  );
}

function createComment({ state, parts, body }: Call): Reply {
  const [issue] = parts.map(Number);
  if (!state.issues.some(({ number }) => number === issue)) return notFound;
  const text = (body as { body?: unknown }).body;
  return (
    wrongBody("IssueComment", text) ?? {
      status: 201,
      body: commentView(state, state.comment(issue!, String(text), author)),
    }
  );
}

function updateComment({ state, parts, body }: Call): Reply {
  const comment = state.comments.find(({ id }) => id === Number(parts[0]));
  if (!comment) return notFound;
  const text = (body as { body?: unknown }).body;
  const wrong = wrongBody("IssueComment", text);
  if (wrong) return wrong;
  comment.body = String(text);
  return { status: 200, body: commentView(state, comment) };
}

function listIssues({ state, url }: Call): Reply {
  const labels = (url.searchParams.get("labels") ?? "").split(",").filter(Boolean);
  const wanted = url.searchParams.get("state") ?? "open";
  const found = state.issues.filter(
    (issue) => (wanted === "all" || issue.state === wanted) && labels.every((label) => issue.labels.includes(label)),
  );
  // The newest first, unless asked otherwise.
  if (url.searchParams.get("direction") !== "asc") found.reverse();
  return page(
    state,
    url,
    found.map((issue) => issueView(state, issue)),
  );
}

function createIssue({ state, body }: Call): Reply {
  const { title, body: text, labels = [] } = body as { title?: string; body?: string; labels?: string[] };
  if (!title) return invalid("Issue", "title", "missing_field");
  const made = () => state.openIssue({ title, body: text ?? "", labels, user: author, isPullRequest: false });
  return wrongBody("Issue", text) ?? { status: 201, body: issueView(state, made()) };
}

function updateIssue({ state, parts, body }: Call): Reply {
  const issue = state.issues.find(({ number }) => number === Number(parts[0]));
  if (!issue) return notFound;
  const changes = body as Partial<Pick<Issue, "title" | "body" | "state" | "state_reason">>;
  if (changes.state && !["open", "closed"].includes(changes.state)) return invalid("Issue", "state", "invalid");
  const wrong = changes.body === undefined ? undefined : wrongBody("Issue", changes.body);
  if (wrong) return wrong;
  Object.assign(issue, changes);
  return { status: 200, body: issueView(state, issue) };
}

function listPulls({ state, url, parts }: Call): Reply {
  const [sha] = parts;
  const found = state.pulls.filter(({ mergeCommit, headSha }) => mergeCommit === sha || headSha === sha);
  return page(state, url, found.map(pullView));
}

function listRuns({ state, url, parts }: Call): Reply {
  const [event, head, status] = ["event", "head_sha", "status"].map((name) => url.searchParams.get(name));
  const found = state.runs
    .filter((run) => run.workflow === parts[0] && (!event || run.event === event))
    .filter((run) => (!head || run.headSha === head) && (!status || run.conclusion === status))
    .reverse();
  return page(
    state,
    url,
    found.map((run) => runView(state, run)),
    "workflow_runs",
  );
}

function listArtifacts({ state, url, parts }: Call): Reply {
  const name = url.searchParams.get("name");
  const found = state.artifacts.filter(({ run, name: own }) => run === Number(parts[0]) && (!name || own === name));
  return page(state, url, found.map(artifactView), "artifacts");
}

/** Redirects to another origin, as the real one does: the token must not be sent there. */
function redirectToZip({ state, parts }: Call): Reply {
  const artifact = state.artifacts.find(({ id }) => id === Number(parts[0]));
  if (!artifact) return notFound;
  if (artifact.expired) return { status: 410, body: { message: "Artifact has expired" } };
  return { status: 302, headers: { location: `${state.url.replace("127.0.0.1", "localhost")}/blobs/${artifact.id}` } };
}

function giveZip(state: GitHubState, { authorization }: Request, id: number): Reply {
  if (authorization) return { status: 400, body: { message: "The token was sent to where artifacts are kept" } };
  const artifact = state.artifacts.find((candidate) => candidate.id === id);
  return artifact ? { status: 200, body: artifact.zip } : notFound;
}

function page(state: GitHubState, url: URL, items: readonly unknown[], list?: string): Reply {
  const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), state.largestPage);
  const number = Number(url.searchParams.get("page") ?? 1);
  const shown = items.slice((number - 1) * size, number * size);
  const next = new URL(url);
  next.searchParams.set("page", String(number + 1));
  const headers = items.length > number * size ? { link: `<${next.href}>; rel="next"` } : undefined;
  return { status: 200, headers, body: list ? { total_count: items.length, [list]: shown } : shown };
}

function wrongBody(resource: string, text: unknown): Reply | undefined {
  if (typeof text !== "string" || text === "") return invalid(resource, "body", "missing_field");
  if (text.length <= 65_536) return undefined;
  return invalid(resource, "body", "custom", "body is too long (maximum is 65536 characters)");
}

function invalid(resource: string, field: string, code: string, message?: string): Reply {
  return { status: 422, body: { message: "Validation Failed", errors: [{ resource, field, code, message }] } };
}
