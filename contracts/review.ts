// Names and markers that the review commands, the workflows and GitHub share.
import { project } from "./names";

/** The invisible first line that identifies the review comment of an environment. */
export const reviewMarker = (environment: string): string => `<!-- ${project}-review:${environment} -->`;

/** The same for the drift issue of an environment. */
export const driftMarker = (environment: string): string => `<!-- ${project}-drift:${environment} -->`;

/** The label of drift issues. */
export const driftLabel = "drift";

/** The workflow that plans a pull request. */
export const planWorkflow = "plan.yml";

/** The artifact in which that workflow keeps what it showed the reviewers. */
export const reviewArtifact = (environment: string): string => `review-${environment}`;

/** The environment variable with the key that lets digests cover secrets. */
export const digestKeyVariable = "PLAN_DIGEST_KEY";
