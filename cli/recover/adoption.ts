// Adopting what exists: import blocks beside a stack, of which Terraform itself says which hold.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import type { Deployment } from "../deploy/deployment";
import { errorLines } from "../../packages/terraform/log";
import { type Stack, stackFolder, stacks } from "../deploy/synthesized";
import { run } from "../../packages/process/run";
import { unattended } from "../setup/terraform-settings";
import { type Candidate, candidates } from "./candidates";
import { findTagged } from "./tagged-resources";

/** Leaves import blocks beside a stack for what exists but is not in its state; returns what that is. */
export async function adopt(deployment: Deployment, stack: Stack, log: string): Promise<readonly Candidate[]> {
  let existing: readonly Candidate[] = await candidates(deployment, stack, await findTagged(deployment));
  const options = {
    cwd: stackFolder(deployment, stack),
    env: { ...deployment.variables, ...unattended },
    log,
  };
  while (existing.length > 0) {
    write(deployment, stack, existing);
    const { code, lines } = await run("terraform", ["plan", "-input=false", "-lock=false", "-no-color"], options);
    if (code === 0) return existing;
    const remaining = withoutAbsent(existing, nonExistent(lines));
    if (remaining.length === existing.length) {
      removeAdoptions(deployment);
      throw new UserError(`Stack ${stack} cannot be planned with what exists:\n${errorLines(lines)}`);
    }
    existing = remaining;
  }
  rmSync(adoptionFile(deployment, stack), { force: true });
  return [];
}

/**
 * Without those that do not exist, and without what was made after them: it does not exist either. The provider names no
 * address when it looks for the permission of a function that is not there.
 */
export function withoutAbsent(existing: readonly Candidate[], absent: ReadonlySet<string>): readonly Candidate[] {
  const remaining = existing.filter(
    ({ address, after }) => !absent.has(address) && !after.some((earlier) => absent.has(earlier)),
  );
  if (remaining.length === existing.length) return existing;
  const gone = existing.filter((candidate) => !remaining.includes(candidate)).map(({ address }) => address);
  return withoutAbsent(remaining, new Set([...absent, ...gone]));
}

/** What an earlier run left beside the stacks. Import blocks of things that have gone meanwhile would be errors. */
export function removeAdoptions(deployment: Pick<Deployment, "folder">): void {
  for (const stack of stacks) rmSync(adoptionFile(deployment, stack), { force: true });
}

function write(deployment: Deployment, stack: Stack, existing: readonly Candidate[]): void {
  const blocks = existing.map(({ address, id }) => ({ to: address, id }));
  writeFileSync(adoptionFile(deployment, stack), `${JSON.stringify({ import: blocks }, undefined, 2)}\n`);
}

function adoptionFile(deployment: Pick<Deployment, "folder">, stack: Stack): string {
  return join(stackFolder(deployment, stack), "adopt.tf.json");
}

/** The addresses of which Terraform or the provider says that there is no such thing. */
function nonExistent(lines: readonly string[]): ReadonlySet<string> {
  // Terraform wraps its sentences.
  const text = lines.map((line) => line.replace(/^[╷│╵ ]+/, "")).join(" ");
  const named = [...text.matchAll(/import an existing object to "([^"]+)"/g)].map(([, address]) => address!);
  return new Set(named);
}
