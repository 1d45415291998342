// What a review is made from.
import type { PlannedStack } from "../terraform/planned-stack";
import type { CostOfPlans } from "./cost";

export interface ReviewInput {
  readonly environment: string;
  /** In the order of deployment. */
  readonly stacks: readonly PlannedStack[];
  /** Stack -> Terraform address -> construct path. */
  readonly constructPaths: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Stack -> its `cdk.tf.json`: shows policies that Terraform does not know before the apply. @default they are named only */
  readonly synthesized?: Readonly<Record<string, unknown>>;
  /** @default the review says that there is no estimate */
  readonly cost?: CostOfPlans;
  /** Lets digests cover secrets. @default they are left out, and the comment says so */
  readonly digestKey?: string;
  readonly commit?: string;
  readonly caller: CallerNames;
}

/** What the caller calls its own things. */
export interface CallerNames {
  /** The comment begins with it, invisibly, so that it is found again and updated in place. */
  readonly marker: string;
  /** What to type to see everything about a stack. */
  readonly diffCommand: (stack: string) => string;
  /** The variable or option that holds `digestKey`. */
  readonly digestKey: string;
}
