// Remembers which file each model learns from on this machine, so that a plain `npm start` uses the same one again.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { local, root } from "../paths";

const record = join(local, "data-files.json");

/** Model -> absolute path of its CSV file. */
export function rememberedFiles(): Readonly<Record<string, string>> {
  return existsSync(record) ? (JSON.parse(readFileSync(record, "utf8")) as Record<string, string>) : {};
}

export function rememberFile(model: string, file: string): void {
  write({ ...rememberedFiles(), [model]: file });
}

export function forgetFiles(models: readonly string[]): void {
  write(Object.fromEntries(Object.entries(rememberedFiles()).filter(([model]) => !models.includes(model))));
}

function write(files: Readonly<Record<string, string>>): void {
  if (Object.keys(files).length === 0) return rmSync(record, { force: true });
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, `${JSON.stringify(files, null, 2)}\n`);
}

/** SHA-256 of its contents. */
export async function contentHash(file: string): Promise<string> {
  if (!existsSync(file)) {
    throw new UserError(
      `${file} does not exist any more. Put it back, or name another: npm start -- --data FILE.csv --target COLUMN`,
    );
  }
  const hash = createHash("sha256");
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest("hex");
}

export const shown = (file: string): string => (file.startsWith(root) ? relative(root, file) : file);
