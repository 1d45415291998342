// What the commands that review, the workflows and the forge know each other by.
import { project } from "./names";

/** The invisible first line by which the comment about an environment is found again. */
export const reviewMarker = (environment: string): string => `<!-- ${project}-review:${environment} -->`;

/** The same for its drift issue. */
export const driftMarker = (environment: string): string => `<!-- ${project}-drift:${environment} -->`;

/** The label of drift issues. */
export const driftLabel = "drift";

/** The workflow that plans a pull request. */
export const planWorkflow = "plan.yml";

/** The artifact in which that workflow keeps what it showed to the reviewers. */
export const reviewArtifact = (environment: string): string => `review-${environment}`;

/** The variable with the key that lets digests cover secrets. */
export const digestKeyVariable = "PLAN_DIGEST_KEY";
