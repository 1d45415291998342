// The documentation pages, and the commands in them.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "..", "..");

/** Paths below the root. The packages' own pages are left out: they are about the packages alone. */
export const pages: readonly string[] = ["README.md", "CONTRIBUTING.md", ...markdownIn("docs")];

export function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** The lines of all shell command blocks, without comments. */
export function commandsIn(page: string): readonly string[] {
  const blocks = [...read(page).matchAll(/^[ ]*```sh\n([\s\S]*?)^[ ]*```/gm)].map((match) => match[1]!);
  return blocks
    .flatMap((block) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** The words as a shell passes them on, without quotes and redirections. */
export function wordsOf(command: string): readonly string[] {
  const words = command.replace(/\s+<\s+\S+$/, "").match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  return words.map((word) => word.replace(/^(['"])(.*)\1$/, "$2"));
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name))
    .sort();
}
