// Adopts existing resources: writes import blocks next to the code, and learns from Terraform which of them exist.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A resource that may exist although it is not in the state. */
export interface ImportCandidate {
  /** Terraform address */
  readonly address: string;
  readonly id: string;
  /** Addresses of the resources it refers to, which were therefore created before it. */
  readonly after: readonly string[];
}

const file = "adopt.tf.json";

/** Terraform reads the file as part of the folder's code. */
export function writeImports(folder: string, candidates: readonly ImportCandidate[]): void {
  if (candidates.length === 0) return removeImports(folder);
  const blocks = candidates.map(({ address, id }) => ({ to: address, id }));
  writeFileSync(join(folder, file), `${JSON.stringify({ import: blocks }, undefined, 2)}\n`);
}

/** Import blocks of resources that no longer exist would be errors. */
export function removeImports(folder: string): void {
  rmSync(join(folder, file), { force: true });
}

/** The addresses that do not exist, according to Terraform or the provider. */
export function nonExistent(lines: readonly string[]): ReadonlySet<string> {
  // Terraform wraps its sentences.
  const text = lines.map((line) => line.replace(/^[╷│╵ ]+/, "")).join(" ");
  const named = [...text.matchAll(/import an existing object to "([^"]+)"/g)].map(([, address]) => address!);
  return new Set(named);
}

/**
 * Removes the candidates that do not exist, and those created after them, which cannot exist either. The provider names
 * no address when it looks up the permission of a function that does not exist.
 */
export function withoutAbsent<T extends ImportCandidate>(
  candidates: readonly T[],
  absent: ReadonlySet<string>,
): readonly T[] {
  const remaining = candidates.filter(
    ({ address, after }) => !absent.has(address) && !after.some((earlier) => absent.has(earlier)),
  );
  if (remaining.length === candidates.length) return candidates;
  const gone = candidates.filter((candidate) => !remaining.includes(candidate)).map(({ address }) => address);
  return withoutAbsent(remaining, new Set([...absent, ...gone]));
}
