// The input of a review.
import type { PlannedStack } from "../terraform/planned-stack";
import type { CostOfPlans } from "./cost";

export interface ReviewInput {
  readonly environment: string;
  /** In the order of deployment. */
  readonly stacks: readonly PlannedStack[];
  /** Stack -> Terraform address -> construct path. */
  readonly constructPaths: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Stack -> its `cdk.tf.json`, which shows policies that Terraform knows only after the apply. @default only named */
  readonly synthesized?: Readonly<Record<string, unknown>>;
  /** @default the review says that there is no estimate */
  readonly cost?: CostOfPlans;
  /** Lets digests cover secrets. @default secrets are left out, and the comment says so */
  readonly digestKey?: string;
  readonly commit?: string;
  readonly caller: CallerNames;
}

/** The caller's names and commands. */
export interface CallerNames {
  /** The invisible beginning of the comment, by which it is found again and updated in place. */
  readonly marker: string;
  /** The command that shows everything about a stack. */
  readonly diffCommand: (stack: string) => string;
  /** The variable or option that sets `digestKey`. */
  readonly digestKey: string;
}
