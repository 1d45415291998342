// The Terraform states of an environment, stored in the state bucket of its account.
import { SavedState, type StateBucket, stateKeys } from "../../packages/terraform/saved-state";
import { producerKeys, resourceCount, type State } from "../../packages/terraform/state";
import { project } from "../../contracts/names";
import { stateBucketName } from "../../src/naming";
import type { Deployment } from "./deployment";

type Owner = Pick<Deployment, "environment" | "aws">;

export function stateBucketOf({ environment, aws }: Owner): StateBucket {
  return { bucket: stateBucketName(environment.account), aws };
}

/** Where the S3 backend stores the state of a stack, in the workspace named after the environment. */
export function stateKey({ environment }: Pick<Deployment, "environment">, stack: string): string {
  return `${project}/${environment.name}/${stack}/terraform.tfstate`;
}

export function stateOf(deployment: Owner, stack: string): SavedState {
  return new SavedState(stateBucketOf(deployment), stateKey(deployment, stack));
}

/** Number of resources in the state of a stack; 0 if it has no state. */
export async function resourcesInState(deployment: Owner, stack: string): Promise<number> {
  return resourceCount(await stateOf(deployment, stack).read());
}

/** A stack as recorded in its state, whether it is still synthesized or not. */
export interface DeployedStack {
  readonly name: string;
  readonly resources: number;
  /** The stacks whose outputs it read when it was deployed. */
  readonly producers: readonly string[];
}

/** Every stack of the environment that has resources. */
export async function deployedStacks(deployment: Owner): Promise<readonly DeployedStack[]> {
  const names = await stacksWithState(deployment);
  const states = await Promise.all(names.map((name) => stateOf(deployment, name).read()));
  return names.map((name, index) => describe(name, states[index])).filter(({ resources }) => resources > 0);
}

/** Every stack of the environment that has a state or the lock of one. */
export async function stacksWithState(deployment: Owner): Promise<readonly string[]> {
  const prefix = `${project}/${deployment.environment.name}/`;
  const keys = await stateKeys(stateBucketOf(deployment), prefix);
  return keys.map((key) => key.slice(prefix.length).split("/")[0]!);
}

/** Other states in the same bucket that contain resources, such as `dev/network` or `bootstrap`. */
export async function otherStates(deployment: Owner): Promise<readonly string[]> {
  const bucket = stateBucketOf(deployment);
  const own = `${project}/${deployment.environment.name}/`;
  const keys = (await stateKeys(bucket, `${project}/`)).filter((key) => !key.startsWith(own));
  const counts = await Promise.all(keys.map(async (key) => resourceCount(await new SavedState(bucket, key).read())));
  return keys.filter((_, index) => counts[index]! > 0).map((key) => key.split("/").slice(1, -1).join("/"));
}

function describe(name: string, state: State | undefined): DeployedStack {
  // Without the workspace prefix, the key of a stack's state begins with the stack's name.
  const producers = producerKeys(state).map((key) => key.split("/")[0]!);
  return { name, resources: resourceCount(state), producers: [...new Set(producers)] };
}
