// `npm run ci:drift -- ENV`: the last review of an environment becomes its drift issue, or closes it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { work } from "../paths";
import { readReviewFile, type ReviewFile } from "../../packages/plan-review/review-file";
import { GitHub } from "../../packages/github/client";
import { keepDriftIssue } from "../../packages/github/drift-issue";
import { gitHubSettings, runUrl } from "../../packages/github/settings";

export async function run({ environment }: { readonly environment: string }): Promise<number> {
  const [json, markdown] = ["json", "md"].map((ending) => read(environment, ending)) as [string, string];
  const drifted = isDrift(readReviewFile(json, `review/${environment}.json`));
  const report = { environment, differences: drifted ? markdown : undefined, runUrl: runUrl() };
  const { how, url } = await keepDriftIssue(new GitHub(gitHubSettings()), report);
  const issue = url ? `Issue ${how}: ${url}` : "No issue is open.";
  process.stdout.write(`${environment} ${drifted ? "is not" : "is"} as main says. ${issue}\n`);
  return 0;
}

/** As well where a stack could not be planned: nobody knows then that all is as it should be. */
export function isDrift({ stacks }: Pick<ReviewFile, "stacks">): boolean {
  return Object.values(stacks).some((stack) => stack.status !== "planned" || Object.keys(stack.changes).length > 0);
}

function read(environment: string, ending: string): string {
  const file = join(work, "review", `${environment}.${ending}`);
  if (existsSync(file)) return readFileSync(file, "utf8");
  throw new UserError(`There is no review/${environment}.${ending}. \`npm run review -- ${environment}\` writes it.`);
}
