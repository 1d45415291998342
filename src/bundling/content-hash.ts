// One hash for a set of files. It covers their contents and names, never the time or place they were written.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Path -> content. Paths are relative, with forward slashes. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** SHA-256 over the files in the order of their paths, as 64 hex digits. */
export function contentHash(files: Files): string {
  const hash = createHash("sha256");
  for (const path of Object.keys(files).sort()) {
    const content = files[path]!;
    // Lengths keep "ab" + "c" and "a" + "bc" apart.
    hash.update(`${Buffer.byteLength(path)}:${path}:${content.length}:`).update(content);
  }
  return hash.digest("hex");
}

/** All files below a folder, except what Python and editors leave there. */
export function readFiles(folder: string): Files {
  const files: Record<string, Uint8Array> = {};
  collect(folder, "", files);
  return files;
}

function collect(folder: string, prefix: string, files: Record<string, Uint8Array>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || entry.name === "__pycache__" || entry.name.endsWith(".pyc")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) collect(path, `${prefix}${entry.name}/`, files);
    else files[`${prefix}${entry.name}`] = readFileSync(path);
  }
}
