// Finds the account of the current credentials, and checks that it is the environment's.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { UserError } from "../../packages/errors";
import type { Environment } from "../../src/environments";
import type { AwsSettings } from "./settings";

export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/**
 * The caller's identity. Throws a UserError if AWS does not answer, or if the environment belongs to another account.
 */
export async function checkAccount(environment: Environment, settings: AwsSettings): Promise<Identity> {
  const { name, account } = environment;
  const { Account, Arn } = await identify(name, settings);
  if (Account === account) return { account, arn: Arn };
  throw new UserError(
    `These credentials are those of account ${Account} (${Arn}), but the environment ${name} belongs to ${account}.\n` +
      `Choose other credentials, such as AWS_PROFILE=…, or correct account in src/environments/${name}.ts. Nothing was changed.`,
  );
}

async function identify(environment: string, settings: AwsSettings): Promise<{ Account: string; Arn: string }> {
  try {
    const { Account = "", Arn = "" } = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
    return { Account, Arn };
  } catch (error) {
    throw new UserError(
      `AWS does not say which account this is: ${(error as Error).message}\n` +
        "Give credentials in the usual way, such as AWS_PROFILE=… or `aws sso login`. " +
        `To try it without an account: npm start, then npm run local -- npm run <command> -- ${environment}`,
    );
  }
}
