// Where sources are read from and bundles written to, and how to load a package only when it is needed.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder that holds lambda-src, ml-src and package-lock.json. */
export const projectRoot = join(__dirname, "..", "..");

/** Generated files, ignored by git. */
export const buildFolder = ".build";

/** `require` for packages that a synth with up-to-date bundles must not load. */
export const lazily = createRequire(__filename);

/** Two synths at once may write the same file: a reader gets one version or the other, never half of one. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content, { mode: 0o644 });
  renameSync(temporary, path);
}
