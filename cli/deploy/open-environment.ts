// A deployed environment, for commands that use what exists, on the local AWS as well as in accounts. Synthesizes
// nothing and does not run Terraform.
import { UserError } from "../../packages/errors";
import { type Environment, type EnvironmentName, loadEnvironment } from "../../src/environments";
import { checkAccount } from "../aws/account";
import { type AwsSettings, awsSettings } from "../aws/settings";
import { clientSettings } from "../local-aws/clients";
import { localAwsStatus } from "../local-aws/health";
import { work } from "../paths";

export interface OpenEnvironment {
  readonly environment: Environment;
  readonly aws: AwsSettings;
  /** Whether this is the local AWS, which has no console. */
  readonly onThisMachine: boolean;
}

/** Throws a UserError if the local AWS is not running, or if the credentials belong to another account. */
export async function openEnvironment(name: EnvironmentName): Promise<OpenEnvironment> {
  const environment = declaredEnvironment(name);
  if (name !== "local") {
    const aws = awsSettings(environment.region);
    await checkAccount(environment, aws);
    return { environment, aws, onThisMachine: aws.endpoint !== undefined };
  }
  const status = await localAwsStatus();
  if (status.kind !== "running") throw new UserError("The local AWS is not running. Start it: npm start");
  return { environment, aws: clientSettings(status.server), onThisMachine: true };
}

/** The environment as the code defines it; for `local` with the overlay of this machine. */
export function declaredEnvironment(name: EnvironmentName): Environment {
  return loadEnvironment({ ...process.env, TF_WORKSPACE: name }, work);
}
