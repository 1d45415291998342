// The permissions of each CI role of an environment, as data: constructs render them, tests simulate them.
import { type Environment } from "../../environments";
import { type RoleStatement, scopeOf } from "../scope";
import { dataStatements } from "./data";
import { networkStatements } from "./network";
import { pipelineStatements } from "./pipeline";
import { readStatements } from "./read";
import { roleStatements } from "./roles";
import { deployStateStatements, planStateStatements } from "./state";

export { boundaryStatements } from "./boundary";
export { deployStateStatements, planStateStatements } from "./state";

/** Shared by both roles, because a deployment also plans. */
export function readPolicy(environment: Environment): RoleStatement[] {
  return readStatements(scopeOf(environment));
}

/** Split into parts, because AWS limits the length of a policy. */
export function deployPolicies(environment: Environment) {
  const scope = scopeOf(environment);
  return {
    network: networkStatements(scope),
    data: dataStatements(scope, environment),
    pipeline: pipelineStatements(scope, environment),
    roles: roleStatements(scope, environment),
  } satisfies Record<string, RoleStatement[]>;
}

/** Everything the role for plans may do. */
export function planStatements(environment: Environment, stateKeyArn: string): RoleStatement[] {
  return [...planStateStatements(environment, stateKeyArn), ...readPolicy(environment)];
}

/** Everything the role for deployments may do. */
export function deployStatements(environment: Environment, stateKeyArn: string): RoleStatement[] {
  const { network, data, pipeline, roles } = deployPolicies(environment);
  const state = deployStateStatements(environment, stateKeyArn);
  return [...state, ...readPolicy(environment), ...network, ...data, ...pipeline, ...roles];
}
