// What the Lambda functions call, read from their source: every command of an AWS client that a function's folder makes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const sources = join(__dirname, "..", "..", "..", "lambda-src");

/** A function's folder, such as `predict` -> commands, such as `client-s3 GetObjectCommand`, in order. */
export function clientCalls(folder: string): string[] {
  const files = readdirSync(join(sources, folder)).filter((name) => name.endsWith(".ts"));
  const calls = files.flatMap((name) => callsIn(readFileSync(join(sources, folder, name), "utf8")));
  return [...new Set(calls)].sort();
}

/** The folders of functions; the one they share calls nothing. */
export function functionFolders(): string[] {
  const entries = readdirSync(sources, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** What is imported to be sent: commands, and paginators, which send them one after the other. */
export function callsIn(source: string): string[] {
  const imports = source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/(client-[\w-]+)"/g);
  return [...imports].flatMap(([, names, client]) =>
    names!
      .split(",")
      .map((name) => name.trim())
      .filter((name) => /^\w+Command$|^paginate\w+$/.test(name))
      .map((name) => `${client} ${name}`),
  );
}
