// What the bootstrap calls the things that CI works with, beside the names that stacks share (src/naming.ts).
import { project } from "../../contracts/names";

/** Where GitHub's workflows get their identity from, and what for. */
export const githubIssuer = "token.actions.githubusercontent.com";
export const audience = "sts.amazonaws.com";

/** The alias of the key that encrypts the state of every environment of an account. */
export const stateKeyAlias = `alias/${project}-state`;

/** A managed policy of the CI roles of an environment. */
export function ciPolicyName(part: string, environment: string): string {
  return `${project}-${environment}-ci-${part}`;
}
