// One environment as a command works on it: its data, where it is synthesized, and how its account is reached.
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
  /** What main.ts writes for it. */
  readonly folder: string;
  /** For SDK clients of this process. */
  readonly aws: AwsSettings;
  /** For every process that works on it; TF_WORKSPACE names the environment. */
  readonly variables: NodeJS.ProcessEnv;
  /** Everything that Terraform prints meanwhile. */
  readonly log: string;
  /** What to type to go on after a failure or an interruption. */
  readonly again: string;
  /** Makes nothing in the account, not even a workspace: for roles that may only read. @default false */
  readonly readOnly?: boolean;
}

/** Once main.ts has run. */
export interface SynthesizedDeployment extends Deployment {
  readonly synthesis: Synthesis;
}

export interface DeploymentOptions {
  /** Such as "deploy": names the log. */
  readonly command: string;
  /** @default the command for the environment */
  readonly again?: string;
  readonly readOnly?: boolean;
}

/** What `npm start` and `npm stop` work on. */
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

/** What `npm run deploy -- ENV` and its siblings work on: in the account that the credentials at hand belong to. */
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

/** Arguments and folders that were meant for another Terraform project. */
function withoutOthersSettings(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(variables).filter(([name]) => !/^(TF_CLI_ARGS|TF_DATA_DIR|TF_VAR_)/.test(name));
  return Object.fromEntries(kept);
}
