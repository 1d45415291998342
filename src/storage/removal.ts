// Deleting data takes two keys: the environment's `allowDataDestroy`, and "destroy" for the data store itself.
import type { TerraformResourceLifecycle } from "cdktf";
import type { Environment } from "../environments";

/** "destroy": the data may be deleted with its environment, if the environment allows it. */
export type RemovalPolicy = Environment["removal"][keyof Environment["removal"]];

export function mayDestroy(environment: Environment, policy: RemovalPolicy): boolean {
  return environment.allowDataDestroy && policy === "destroy";
}

/** Unless both keys are set, Terraform refuses any plan that would delete the resource. */
export function removalLifecycle(
  environment: Environment,
  policy: RemovalPolicy,
): TerraformResourceLifecycle | undefined {
  return mayDestroy(environment, policy) ? undefined : { preventDestroy: true };
}

/** A key may be deleted only if nothing that it encrypts is retained, because retained data could no longer be read. */
export function removalOfKey(...encrypted: readonly RemovalPolicy[]): RemovalPolicy {
  return encrypted.every((policy) => policy === "destroy") ? "destroy" : "retain";
}
