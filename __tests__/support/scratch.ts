// A folder outside the checkout for what a test writes.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes an empty folder, which is gone when the tests have run (temporary.js). @returns its absolute path */
export const scratch = (): string => mkdtempSync(join(tmpdir(), "scratch-"));
