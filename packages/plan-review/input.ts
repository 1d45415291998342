// What a review is made from.
import type { CostOfPlans } from "./cost";
import type { PlannedStack } from "../terraform/planned-stack";
import type { ReviewFile } from "./review-file";

export interface ReviewInput {
  readonly environment: string;
  /** In the order of deployment. */
  readonly stacks: readonly PlannedStack[];
  /** Stack -> Terraform address -> construct path. */
  readonly constructPaths: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Stack -> its `cdk.tf.json`: shows policies that Terraform does not know before the apply. @default they are named only */
  readonly synthesized?: Readonly<Record<string, unknown>>;
  /** @default the comment says that there is no estimate */
  readonly cost?: CostOfPlans;
  /** Lets digests cover secrets. @default they are left out, and the comment says so */
  readonly digestKey?: string;
  readonly commit?: string;
}

export interface Review {
  /** The comment, below GitHub's 65,536 characters. */
  readonly markdown: string;
  readonly json: ReviewFile;
}
