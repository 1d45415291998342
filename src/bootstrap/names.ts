// The bootstrap's own names and numbers for what CI uses, in addition to those that stacks share (src/naming.ts).
import { project } from "../../contracts/names";

/** The issuer of the identities of GitHub's workflow runs, and the audience they are for. */
export const githubIssuer = "token.actions.githubusercontent.com";
export const audience = "sts.amazonaws.com";

/** The alias of the key that encrypts the state of every environment of an account. */
export const stateKeyAlias = `alias/${project}-state`;

/** A managed policy of the CI roles of an environment. */
export function ciPolicyName(part: string, environment: string): string {
  return `${project}-${environment}-ci-${part}`;
}

/**
 * As long as a job of the workflows may take. Lambda lets go of its interfaces in a VPC within 45 minutes, so that a
 * destroy can outlast the usual hour; its state could then neither be saved nor unlocked.
 */
export const deploySeconds = 2 * 3600;
