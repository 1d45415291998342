// TF_WORKSPACE selects the environment. Of the code that defines stacks, only this file reads process.env.
import { UserError } from "../../packages/errors";
import { dev } from "./dev";
import { localEnvironment } from "./local-environment";
import { prod } from "./prod";
import { type Environment, type EnvironmentName, environmentNames } from "./schema";
import { staging } from "./staging";
import { validateEnvironment } from "./validate";

export { modelNames } from "./definitions";
export type { Model, ModelInput, ModelSettingsInput } from "./model-schema";
export type { Environment, EnvironmentInput, EnvironmentName } from "./schema";
export { environmentNames } from "./schema";

const inputs = { dev, staging, prod };

/**
 * Set by `npm run local`: the account of the local AWS replaces those of every environment, so that the commands that
 * deploy dev, staging and prod can be tried there. No real account can be meant by it: the provider refuses any other.
 */
const standInAccount = "LOCAL_AWS_ACCOUNT";

/** The environment that TF_WORKSPACE names, complete and valid. Throws a UserError that says what to do. */
export function loadEnvironment(variables: NodeJS.ProcessEnv = process.env, directory = process.cwd()): Environment {
  const name = workspace(variables.TF_WORKSPACE);
  if (name === "local") return localEnvironment(directory);
  return environmentByName(name, variables);
}

/**
 * An environment as committed, regardless of TF_WORKSPACE and the local overlay; its account may be the local AWS's.
 */
export function environmentByName(name: EnvironmentName, variables: NodeJS.ProcessEnv = {}): Environment {
  if (name === "local") return localEnvironment();
  const account = variables[standInAccount];
  const input = account ? { ...inputs[name], account } : inputs[name];
  return validateEnvironment(input, { subject: `The environment "${name}" (src/environments/${name}.ts)` });
}

/** The environments that are deployed into an account, in the order of promotion. `local` is never among them. */
export function environmentsInAccount(account: string, variables: NodeJS.ProcessEnv = {}): Environment[] {
  return environmentNames
    .filter((name) => name !== "local")
    .map((name) => environmentByName(name, variables))
    .filter((environment) => environment.account === account);
}

function workspace(name: string | undefined): EnvironmentName {
  const known = environmentNames.find((candidate) => candidate === name);
  if (known) return known;
  const got = name ? `is "${name}", which is no environment` : "is not set";
  throw new UserError(
    `TF_WORKSPACE ${got}. It names the environment: ${environmentNames.join(", ")}. For example: TF_WORKSPACE=local cdktf synth`,
  );
}
