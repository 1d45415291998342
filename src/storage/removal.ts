// Deleting data takes two keys: the environment's `allowDataDestroy`, and "destroy" for the very thing that holds it.
import type { TerraformResourceLifecycle } from "cdktf";
import type { Environment } from "../environments";

/** "destroy": what lies here may go with its environment, if that allows it. */
export type RemovalPolicy = Environment["removal"][keyof Environment["removal"]];

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

/** A key goes when nothing that it encrypts is kept: without it, what is kept could not be read any more. */
export function removalOfKey(...encrypted: readonly RemovalPolicy[]): RemovalPolicy {
  return encrypted.every((policy) => policy === "destroy") ? "destroy" : "retain";
}
