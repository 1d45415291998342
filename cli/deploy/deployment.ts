// What a command needs to work on an environment: its data, its synthesis folder, and access to its account.
import { join } from "node:path";
import type { Synthesis } from "../../packages/terraform/synthesis";
import { type Environment, type EnvironmentName, environmentByName } from "../../src/environments";
import { type AwsSettings, awsSettings } from "../aws/settings";
import { clientEnvironment, clientSettings } from "../local-aws/clients";
import type { Server } from "../local-aws/server-file";
import { logs, synthesized } from "../paths";
import { terraformVariables } from "../setup/terraform-settings";
import { toolsPath } from "../setup/tools-path";

export interface Deployment {
  readonly environment: Environment;
  /** Where main.ts writes its output for the environment. */
  readonly folder: string;
  /** For SDK clients of this process. */
  readonly aws: AwsSettings;
  /** For every process that works on the environment, which TF_WORKSPACE names. */
  readonly variables: NodeJS.ProcessEnv;
  /** The file that receives everything Terraform prints. */
  readonly log: string;
  /** The command to continue after a failure or an interruption. */
  readonly again: string;
  /** Creates nothing in the account, not even a workspace: for read-only roles. @default false */
  readonly readOnly?: boolean;
}

/** A deployment after main.ts has run. */
export interface SynthesizedDeployment extends Deployment {
  readonly synthesis: Synthesis;
}

export interface DeploymentOptions {
  /** The command's name, such as "deploy"; also the name of the log. */
  readonly command: string;
  /** @default the command for the environment */
  readonly again?: string;
  readonly readOnly?: boolean;
}

/** The deployment for `npm start` and `npm stop`. */
export function localDeployment(server: Server, { command, again = `npm ${command}` }: DeploymentOptions): Deployment {
  return {
    environment: environmentByName("local"),
    folder: synthesized,
    aws: clientSettings(server),
    variables: clientEnvironment(server),
    log: logOf(command, "local"),
    again,
  };
}

/** The deployment for `npm run deploy -- ENV` and similar commands, in the account of the current credentials. */
export function deploymentOf(
  name: EnvironmentName,
  { command, again = `npm run ${command} -- ${name}`, readOnly = false }: DeploymentOptions,
): Deployment {
  const environment = environmentByName(name, process.env);
  const variables = {
    ...withoutOthersSettings(process.env),
    ...terraformVariables,
    TF_WORKSPACE: name,
    AWS_REGION: environment.region,
    PATH: toolsPath(process.env.PATH),
  };
  return {
    environment,
    folder: join(synthesized, "environments", name),
    aws: awsSettings(environment.region),
    variables,
    log: logOf(command, name),
    again,
    readOnly,
  };
}

export function logOf(command: string, environment: string): string {
  return join(logs, `${command}-${environment}.log`);
}

/** Without arguments and folders that are meant for another Terraform project. */
function withoutOthersSettings(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(variables).filter(([name]) => !/^(TF_CLI_ARGS|TF_DATA_DIR|TF_VAR_)/.test(name));
  return Object.fromEntries(kept);
}
