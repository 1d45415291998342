// Deleting data takes two keys: the environment's `allowDataDestroy`, and "destroy" on the construct that holds it.
import type { TerraformResourceLifecycle } from "cdktf";
import type { Environment } from "../environments";

/** "destroy": what lies here may go with its environment, if that allows it. */
export type RemovalPolicy = "retain" | "destroy";

export function mayDestroy(environment: Environment, policy: RemovalPolicy): boolean {
  return environment.allowDataDestroy && policy === "destroy";
}

/** With one key missing, Terraform refuses any plan that would delete the resource. */
export function removalLifecycle(
  environment: Environment,
  policy: RemovalPolicy,
): TerraformResourceLifecycle | undefined {
  return mayDestroy(environment, policy) ? undefined : { preventDestroy: true };
}
