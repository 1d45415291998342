// Finds the AWS calls of a function or of a CLI file in its source: every command that is sent to an AWS client.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..", "..");
const sources = join(root, "lambda-src");
const cli = join(root, "cli");

/** A function's folder, such as `predict` -> commands, such as `client-s3 GetObjectCommand`, sorted. */
export function clientCalls(folder: string): string[] {
  const files = readdirSync(join(sources, folder)).filter((name) => name.endsWith(".ts"));
  const calls = files.flatMap((name) => callsIn(readFileSync(join(sources, folder, name), "utf8")));
  return [...new Set(calls)].sort();
}

/** The folders of functions; the shared one makes no calls. */
export function functionFolders(): string[] {
  const entries = readdirSync(sources, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** The CLI files that call AWS, such as `deploy/prepare.ts`, relative to cli -> commands, sorted. */
export function cliCalls(): Readonly<Record<string, readonly string[]>> {
  const terraform = readdirSync(join(cli, "../packages/terraform")).map((name) => `../packages/terraform/${name}`);
  const all = [...readdirSync(cli, { recursive: true, encoding: "utf8" }), ...terraform];
  const files = all.filter((name) => name.endsWith(".ts"));
  const calls = files.map((name) => [name, callsIn(readFileSync(join(cli, name), "utf8")).sort()] as const);
  return Object.fromEntries(calls.filter(([, commands]) => commands.length > 0));
}

/** What is imported to be sent: commands, and the paginators and waiters that send them repeatedly. */
export function callsIn(source: string): string[] {
  const imports = source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/(client-[\w-]+)"/g);
  return [...imports].flatMap(([, names, client]) =>
    names!
      .split(",")
      .map((name) => name.trim())
      .filter((name) => /^\w+Command$|^paginate\w+$|^waitUntil\w+$/.test(name))
      .map((name) => `${client} ${name}`),
  );
}
