// One environment as the commands work on it: its data, where it is synthesized, and how its account is reached.
import { join } from "node:path";
import { type Environment, type EnvironmentName, environmentByName } from "../../src/environments";
import { type AwsSettings, awsSettings } from "../aws/settings";
import { clientEnvironment, clientSettings } from "../local-aws/clients";
import type { Server } from "../local-aws/server-file";
import { synthesized } from "../paths";
import { terraformVariables, unattended } from "../setup/terraform-settings";
import { toolsPath } from "../setup/tools-path";

export interface Deployment {
  readonly environment: Environment;
  /** What main.ts writes for it. */
  readonly folder: string;
  /** For SDK clients of this process. */
  readonly aws: AwsSettings;
  /** For every process that works on it; TF_WORKSPACE names the environment. */
  readonly variables: NodeJS.ProcessEnv;
}

/** What `npm start` and `npm stop` work on. */
export function localDeployment(server: Server): Deployment {
  return {
    environment: environmentByName("local"),
    folder: synthesized,
    aws: clientSettings(server),
    variables: clientEnvironment(server),
  };
}

/** What `npm run deploy -- ENV` and its siblings work on: in the account that the credentials at hand belong to. */
export function deploymentOf(name: EnvironmentName): Deployment {
  const environment = environmentByName(name, process.env);
  const variables = {
    ...withoutOthersSettings(process.env),
    ...terraformVariables,
    ...unattended,
    TF_WORKSPACE: name,
    AWS_REGION: environment.region,
    PATH: toolsPath(process.env.PATH),
  };
  return {
    environment,
    folder: join(synthesized, "environments", name),
    aws: awsSettings(environment.region),
    variables,
  };
}

/** Arguments and folders that were meant for another Terraform project. */
function withoutOthersSettings(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(variables).filter(([name]) => !/^(TF_CLI_ARGS|TF_DATA_DIR|TF_VAR_)/.test(name));
  return Object.fromEntries(kept);
}
