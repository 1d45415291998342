// `npm start -- --data …` trains a model without changing the sources: its choices are stored in a file that overlays
// the local environment. `{"models": {"churn": {"definition": {"target": "left", "task": "classification"}}}}` adds the
// model churn.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";

/** Relative to the project's root; written by the command line, ignored by git. */
export const overlayFile = ".local/environment.json";

/** The overlay as written; undefined if there is none. */
export function readOverlay(directory: string): unknown {
  const path = join(directory, overlayFile);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UserError(
      `${overlayFile} is not JSON: ${(error as Error).message}. Correct it, or delete it to use the default data.`,
    );
  }
}

/** Objects are merged key by key; any other value in the overlay replaces the one below it. */
export function withOverlay(base: unknown, overlay: unknown): unknown {
  if (!isRecord(base) || !isRecord(overlay)) return overlay;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overlay)) merged[key] = withOverlay(base[key], value);
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
