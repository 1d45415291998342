// The name of the run that an upload starts.
import { createHash } from "node:crypto";
import type { Upload } from "./event";

/**
 * The same upload always gives the same name, and Step Functions runs a name only once: an event that is delivered
 * twice starts one run. The hash is over bucket, key and version; the readable part is for people.
 *
 * @returns at most 53 characters of `[a-z0-9-]` (Step Functions allows 80)
 */
export function executionName({ bucket, key, identity }: Pick<Upload, "bucket" | "key" | "identity">): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([bucket, key, identity]))
    .digest("hex")
    .slice(0, 12);
  return `${readable(key)}-${hash}`;
}

function readable(key: string): string {
  const file = key.split("/").at(-1)!;
  const stem = file.replace(/\.[^.]*$/, "");
  const slug = stem.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return slug.slice(0, 40).replace(/^-+|-+$/g, "") || "data";
}
