// The steps left to do by hand in GitHub: create the environments, and choose who approves deployments.
import { iamArn } from "../../contracts/arns";
import type { Environment } from "../../src/environments";
import { repository } from "../../src/environments/repository";
import { ciRoleName } from "../../src/naming";
import { bold } from "../terminal/text";

export function githubInstructions(environments: readonly Environment[], bucket: string): string {
  const { owner, name } = repository;
  const arn = (purpose: "plan" | "deploy", environment: Environment) =>
    iamArn(environment, `role/${ciRoleName(purpose, environment.name)}`);
  return [
    bold(`Enter into GitHub, once (https://github.com/${owner}/${name}/settings):`),
    "",
    "  Environments: one for each, under exactly this name, because the role for deployments trusts the name.",
    ...environments.map(
      (environment) => `    ${environment.name.padEnd(9)} deployment branches: main only; ${approval(environment)}`,
    ),
    "  Secrets and variables, Actions: a secret for the repository, the same for every account.",
    "    PLAN_DIGEST_KEY  a long random text, such as the output of: openssl rand -hex 32",
    "",
    "  The workflows find these roles by their names; nothing has to be entered for them.",
    ...environments.flatMap((environment) => [
      `    ${environment.name.padEnd(9)} ${arn("plan", environment)}`,
      `    ${"".padEnd(9)} ${arn("deploy", environment)}`,
    ]),
    "",
    `  The states of ${environments.map(({ name }) => name).join(", ")} lie in s3://${bucket}.`,
  ].join("\n");
}

/** Reviewers are optional where data may be lost, and required everywhere else. */
function approval({ allowDataDestroy }: Environment): string {
  return allowDataDestroy ? "required reviewers: as you like" : "required reviewers: at least one";
}
