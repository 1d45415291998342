// `npm run ci:comment -- ENV FILE`: writes the review to the pull request's one comment about the environment.
import { existsSync, readFileSync } from "node:fs";
import { reviewMarker } from "../../contracts/review";
import { UserError } from "../../packages/errors";
import { GitHub } from "../../packages/github/client";
import { upsertComment } from "../../packages/github/comment";
import { gitHubSettings, pullRequestNumber } from "../../packages/github/settings";

export async function run({
  environment,
  file,
}: {
  readonly environment: string;
  readonly file: string;
}): Promise<number> {
  if (!existsSync(file)) throw new UserError(`There is no ${file}. \`npm run review -- ${environment}\` writes it.`);
  const comment = { marker: reviewMarker(environment), text: readFileSync(file, "utf8") };
  const gitHub = new GitHub(gitHubSettings());
  const { how, url } = await upsertComment(gitHub, pullRequestNumber(), comment);
  process.stdout.write(`Comment about ${environment} ${how}: ${url}\n`);
  return 0;
}
