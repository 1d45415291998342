import { githubInstructions } from "../../../cli/bootstrap/instructions";
import { environment } from "../../support/environments";

it("says what has to be entered into GitHub, and which roles come of it", () => {
  const account = "123456789012";
  const environments = [environment("dev", { account }), environment("prod", { account })];
  expect(githubInstructions(environments, "mlplatform-state-123456789012")).toBe(
    `Enter into GitHub, once (https://github.com/your-organisation/sagemaker-platform/settings):

  Environments: one for each, under exactly this name, because the role for deployments trusts the name.
    dev       deployment branches: main only; required reviewers: as you like
    prod      deployment branches: main only; required reviewers: at least one
  Secrets and variables, Actions: a secret for the repository, the same for every account.
    PLAN_DIGEST_KEY  a long random text, such as the output of: openssl rand -hex 32

  The workflows find these roles by their names; nothing has to be entered for them.
    dev       arn:aws:iam::123456789012:role/mlplatform-dev-ci-plan
              arn:aws:iam::123456789012:role/mlplatform-dev-ci-deploy
    prod      arn:aws:iam::123456789012:role/mlplatform-prod-ci-plan
              arn:aws:iam::123456789012:role/mlplatform-prod-ci-deploy

  The states of dev, prod lie in s3://mlplatform-state-123456789012.`,
  );
});
