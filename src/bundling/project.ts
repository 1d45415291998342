// Where sources lie and where bundles go, and how to load a package only when it is needed.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The folder that holds lambda-src, ml-src and package-lock.json. */
export const projectRoot = join(__dirname, "..", "..");

/** Made things, ignored by git. */
export const buildFolder = ".build";

/** `require` for packages that a warm synth must not pay for. */
export const lazily = createRequire(__filename);

/** Two synths at once may write the same file: each reader sees one or the other, never half of it. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content, { mode: 0o644 });
  renameSync(temporary, path);
}
