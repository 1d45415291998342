// The bootstrap's public face: what CI may do in an environment, as data.
export { githubIssuer } from "./names";
export { boundaryStatements, deployPolicies, deployStatements, planStatements, readPolicy } from "./permissions";
export type { RoleStatement } from "./scope";
