// `npm run ci:drift -- ENV`: opens, updates or closes an environment's drift issue from its last review.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { driftLabel, driftMarker } from "../../contracts/review";
import { UserError } from "../../packages/errors";
import { work } from "../paths";
import { readReviewFile, type ReviewFile } from "../../packages/plan-review/review-file";
import { GitHub } from "../../packages/github/client";
import { keepIssue } from "../../packages/github/issue";
import { gitHubSettings, runUrl } from "../../packages/github/settings";

export async function run({ environment }: { readonly environment: string }): Promise<number> {
  const [json, markdown] = ["json", "md"].map((ending) => read(environment, ending)) as [string, string];
  const drifted = isDrift(readReviewFile(json, `review/${environment}.json`));
  const run = runUrl();
  const { how, url } = await keepIssue(new GitHub(gitHubSettings()), {
    marker: driftMarker(environment),
    label: driftLabel,
    title: `${environment} has drifted from main`,
    text: drifted ? markdown : undefined,
    farewell: `${environment} matches main again${run ? `: ${run}` : ""}.`,
  });
  const issue = url ? `Issue ${how}: ${url}` : "No issue is open.";
  process.stdout.write(`${environment} ${drifted ? "has drifted from" : "matches"} main. ${issue}\n`);
  return 0;
}

/** A stack that could not be planned counts too, because it is not known to match. */
export function isDrift({ stacks }: Pick<ReviewFile, "stacks">): boolean {
  return Object.values(stacks).some((stack) => stack.status !== "planned" || Object.keys(stack.changes).length > 0);
}

function read(environment: string, ending: string): string {
  const file = join(work, "review", `${environment}.${ending}`);
  if (existsSync(file)) return readFileSync(file, "utf8");
  throw new UserError(`There is no review/${environment}.${ending}. \`npm run review -- ${environment}\` writes it.`);
}
