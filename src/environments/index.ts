// TF_WORKSPACE selects the environment. The only place where the stacks' side of the project reads process.env.
import { UserError } from "../errors";
import { dev } from "./dev";
import { local } from "./local";
import { overlayFile, readOverlay, withOverlay } from "./overlay";
import { prod } from "./prod";
import { type Environment, type EnvironmentName, environmentNames } from "./schema";
import { staging } from "./staging";
import { validateEnvironment } from "./validate";

export type { Environment, EnvironmentInput, EnvironmentName } from "./schema";
export { environmentNames } from "./schema";

const inputs = { local, dev, staging, prod };

/** The account of the local AWS: moto's. */
const localAccountId = "123456789012";

/** The environment that TF_WORKSPACE names, complete and valid. Throws a UserError that says what to do. */
export function loadEnvironment(variables: NodeJS.ProcessEnv = process.env, directory = process.cwd()): Environment {
  const name = workspace(variables.TF_WORKSPACE);
  const overlay = name === "local" ? readOverlay(directory) : undefined;
  if (overlay)
    return validateEnvironment(withOverlay(local, overlay), `The environment "local" with ${overlayFile}`, overlayFile);
  return environmentByName(name);
}

/** An environment as committed, whatever TF_WORKSPACE and the local overlay say. */
export function environmentByName(name: EnvironmentName): Environment {
  return validateEnvironment(inputs[name], `The environment "${name}" (src/environments/${name}.ts)`);
}

/** The account whose id goes into bucket names and ARNs, so that synth needs no credentials. */
export function accountIdOf(environment: Environment): string {
  return environment.accountIds[0] ?? localAccountId;
}

function workspace(name: string | undefined): EnvironmentName {
  const known = environmentNames.find((candidate) => candidate === name);
  if (known) return known;
  const got = name ? `is "${name}", which is no environment` : "is not set";
  throw new UserError(
    `TF_WORKSPACE ${got}. It names the environment: ${environmentNames.join(", ")}. For example: TF_WORKSPACE=local cdktf synth`,
  );
}
