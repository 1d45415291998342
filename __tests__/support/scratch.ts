// A folder outside the checkout for the files of a test.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Creates an empty folder that is deleted after the tests (temporary.js). @returns its absolute path */
export const scratch = (): string => mkdtempSync(join(tmpdir(), "scratch-"));
