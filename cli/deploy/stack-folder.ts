// The initialized folder in which Terraform works on a stack.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformFolder } from "../../packages/terraform/folder";
import { codeFile, type StackCode } from "../../packages/terraform/synthesis";
import type { Deployment, SynthesizedDeployment } from "./deployment";
import { resourcesInState } from "./states";

export function stackPath({ folder }: Pick<Deployment, "folder">, stack: string): string {
  return join(folder, "stacks", stack);
}

/** The stack that a folder belongs to, in any checkout; undefined for other folders. */
export function stackOf(folder: string): string | undefined {
  return /\/stacks\/([^/]+)$/.exec(folder)?.[1];
}

/** A folder is initialized once per command, however often it is requested. */
const folders = new WeakMap<SynthesizedDeployment, Map<string, Promise<TerraformFolder>>>();

export function stackFolder(deployment: SynthesizedDeployment, stack: string): Promise<TerraformFolder> {
  const known = folders.get(deployment) ?? new Map<string, Promise<TerraformFolder>>();
  folders.set(deployment, known);
  const folder = known.get(stack) ?? initialized(deployment, stack);
  known.set(stack, folder);
  return folder;
}

/**
 * For a read-only role, a stack without a state is planned with an empty one on this machine, because its workspace
 * would have to be created.
 */
async function initialized(deployment: SynthesizedDeployment, stack: string): Promise<TerraformFolder> {
  const { variables, log, again, readOnly = false } = deployment;
  if (!deployment.synthesis.has(stack)) writeRemovedStack(deployment, stack);
  const exists = (await resourcesInState(deployment, stack)) > 0;
  const path = stackPath(deployment, stack);
  const folder = new TerraformFolder({ path, subject: `Stack ${stack}`, variables, log, again });
  await folder.initialize(readOnly && !exists ? "machine" : "as synthesized");
  return folder;
}

/**
 * With backend and provider alone, Terraform can unlock and destroy what a state holds; all stacks have the same ones.
 */
function writeRemovedStack(deployment: SynthesizedDeployment, stack: string): void {
  const path = stackPath(deployment, stack);
  mkdirSync(path, { recursive: true });
  const code = withStateOf(stack, deployment.synthesis.stacks[0]!.code);
  writeFileSync(join(path, codeFile), `${JSON.stringify(code, undefined, 2)}\n`);
}

/** The code of a stack without its resources, and with the state of another stack. */
export function withStateOf(stack: string, { terraform, provider }: StackCode): StackCode {
  const { backend } = terraform as { readonly backend: { readonly s3: Readonly<Record<string, unknown>> } };
  const key = `${stack}/terraform.tfstate`;
  return { terraform: { ...terraform, backend: { s3: { ...backend.s3, key } } }, provider };
}
