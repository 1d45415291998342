// Adopting what exists: import blocks beside the code, of which Terraform itself says which hold.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Something that may exist although the state does not know it. */
export interface ImportCandidate {
  /** Terraform address */
  readonly address: string;
  readonly id: string;
  /** Addresses of what it refers to, and so was made after. */
  readonly after: readonly string[];
}

const file = "adopt.tf.json";

/** Terraform reads the file as part of the code of the folder. */
export function writeImports(folder: string, candidates: readonly ImportCandidate[]): void {
  if (candidates.length === 0) return removeImports(folder);
  const blocks = candidates.map(({ address, id }) => ({ to: address, id }));
  writeFileSync(join(folder, file), `${JSON.stringify({ import: blocks }, undefined, 2)}\n`);
}

/** Import blocks of what is gone meanwhile would be errors. */
export function removeImports(folder: string): void {
  rmSync(join(folder, file), { force: true });
}

/** The addresses of which Terraform or the provider says that no such object exists. */
export function nonExistent(lines: readonly string[]): ReadonlySet<string> {
  // Terraform wraps its sentences.
  const text = lines.map((line) => line.replace(/^[╷│╵ ]+/, "")).join(" ");
  const named = [...text.matchAll(/import an existing object to "([^"]+)"/g)].map(([, address]) => address!);
  return new Set(named);
}

/**
 * Without those that do not exist, and without what was made after them: it does not exist either. The provider names no
 * address when it looks for the permission of a function that does not exist.
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
