// `npm run ci:reviewed -- ENV`: puts the pull request's review into review/, for the deployment to compare with.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { planWorkflow, reviewArtifact } from "../../contracts/review";
import { UserError } from "../../packages/errors";
import { work } from "../paths";
import { GitHub } from "../../packages/github/client";
import { setOutputs } from "../../packages/github/outputs";
import { findReviewed } from "../../packages/github/reviewed";
import { gitHubSettings } from "../../packages/github/settings";

export async function run({ environment }: { readonly environment: string }): Promise<number> {
  const commit = process.env.GITHUB_SHA;
  if (!commit) throw new UserError("GITHUB_SHA is not set. A workflow run sets it; this command is for those.");
  const place = { workflow: planWorkflow, artifact: reviewArtifact(environment), file: `${environment}.json` };
  const reviewed = await findReviewed(new GitHub(gitHubSettings()), commit, place);
  if (reviewed.found) {
    const folder = join(work, "review");
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(reviewed.files)) writeFileSync(join(folder, name), content);
    process.stdout.write(`Reviewed in pull request ${reviewed.pullRequest}: ${reviewed.runUrl}\n`);
  } else {
    process.stdout.write(`Nothing reviewed for ${environment}: ${reviewed.why}. It is reviewed now.\n`);
  }
  setOutputs({ found: String(reviewed.found) });
  return 0;
}
