// One temporary folder for a test run, deleted afterwards, because cdktf's Testing leaves a folder for each synth.
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** Runs before the workers start, which inherit the variable. */
module.exports = async function makeTemporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "platform-tests-"));
  process.env.TMPDIR = folder;
  globalThis.removeTemporaryFolder = () => rmSync(folder, { recursive: true, force: true });
};
