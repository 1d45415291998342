// A stand-in for GitHub and a client for it, new for each test.
import { GitHub } from "../client";
import { GitHubStandIn } from "./stand-in/server";
import type { Permissions } from "./stand-in/state";

export const repository = "your-organisation/sagemaker-platform";
export const token = "ghs_secret";
export const bot = "github-actions[bot]";

export interface TestedGitHub {
  standIn: GitHubStandIn;
  gitHub: GitHub;
}

export function useGitHub(permissions: Permissions): TestedGitHub {
  const tested = {} as TestedGitHub;
  beforeEach(async () => {
    tested.standIn = new GitHubStandIn(repository);
    await tested.standIn.start();
    tested.standIn.state.grant(token, permissions);
    tested.gitHub = new GitHub({ apiUrl: tested.standIn.url, token, repository });
  });
  afterEach(() => tested.standIn.stop());
  return tested;
}

/** The message of the error that the action ends with. */
export async function messageOf(action: Promise<unknown>): Promise<string> {
  return action.then(
    () => {
      throw new Error("It did not fail.");
    },
    (error: Error) => error.message,
  );
}
