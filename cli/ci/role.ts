// `npm run ci:role -- ENV plan|deploy`: gives a workflow job the role to assume, the region, and how long the
// session lasts. All come from the code, so that nothing has to be repeated in GitHub's settings.
import { iamArn } from "../../contracts/arns";
import { UserError } from "../../packages/errors";
import { environmentByName, type EnvironmentName } from "../../src/environments";
import { ciRoleName } from "../../src/naming";
import { deploySeconds } from "../../src/bootstrap/names";
import { setOutputs } from "../../packages/github/outputs";

export interface RoleOptions {
  readonly environment: EnvironmentName;
  readonly purpose: "plan" | "deploy";
}

export async function run({ environment, purpose }: RoleOptions): Promise<number> {
  if (environment === "local") {
    throw new UserError('The environment "local" is not deployed to an account, so there is no role to assume.');
  }
  const { account, region } = environmentByName(environment, process.env);
  setOutputs({
    role: iamArn({ account, region }, `role/${ciRoleName(purpose, environment)}`),
    region,
    seconds: String(purpose === "plan" ? 3600 : deploySeconds),
  });
  return 0;
}
