// The data of the stand-in for GitHub.
import { zipSync } from "fflate";

/** As in a workflow's `permissions`. */
export type Permissions = Readonly<Record<string, "read" | "write">>;

export interface Comment {
  readonly id: number;
  readonly issue: number;
  body: string;
  readonly user: string;
}

export interface Issue {
  readonly number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  state_reason: string | null;
  readonly labels: readonly string[];
  readonly user: string;
  readonly isPullRequest: boolean;
}

export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  mergeCommit?: string;
}

export interface WorkflowRun {
  readonly id: number;
  readonly workflow: string;
  readonly event: string;
  readonly headSha: string;
  readonly conclusion: "success" | "failure";
  readonly headRepository: string;
}

export interface Artifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  expired: boolean;
  readonly zip: Uint8Array;
}

export class GitHubState {
  url = "";
  readonly tokens = new Map<string, Permissions>();
  readonly comments: Comment[] = [];
  readonly issues: Issue[] = [];
  readonly pulls: PullRequest[] = [];
  readonly runs: WorkflowRun[] = [];
  readonly artifacts: Artifact[] = [];
  /** GitHub returns at most 100 items per page; tests use fewer. */
  largestPage = 100;
  private ids = 1000;

  constructor(readonly repository: string) {}

  id(): number {
    return ++this.ids;
  }

  /** A token with the permissions of a job that has these `permissions`. */
  grant(token: string, permissions: Permissions): void {
    this.tokens.set(token, permissions);
  }

  openPullRequest(headSha: string): PullRequest {
    const number = this.openIssue({
      title: "A change",
      body: "",
      labels: [],
      user: "someone",
      isPullRequest: true,
    }).number;
    const pull = { number, headSha };
    this.pulls.push(pull);
    return pull;
  }

  openIssue(issue: Omit<Issue, "number" | "state" | "state_reason">): Issue {
    const opened: Issue = { ...issue, number: this.issues.length + 1, state: "open", state_reason: null };
    this.issues.push(opened);
    return opened;
  }

  comment(issue: number, body: string, user: string): Comment {
    const comment = { id: this.id(), issue, body, user };
    this.comments.push(comment);
    return comment;
  }

  addRun(run: Omit<WorkflowRun, "id"> & { readonly id?: number }): WorkflowRun {
    const added = { ...run, id: run.id ?? this.id() };
    this.runs.push(added);
    return added;
  }

  addArtifact(run: number, name: string, files: Readonly<Record<string, string | Uint8Array>>): Artifact {
    const entries = Object.entries(files).map(([file, content]) => [file, Buffer.from(content)]);
    const zip = zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>);
    const artifact = { id: this.id(), run, name, expired: false, zip };
    this.artifacts.push(artifact);
    return artifact;
  }
}
