// A copy of the sources that synth needs, combined with the packages of the fork.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { UserError } from "../../packages/errors";
import { run } from "../../packages/process/run";

const root = resolve(__dirname, "../..");
const packages = join(__dirname, "fork");
const installed = join(root, ".tools", "portability");

/** Everything main.ts and bootstrap.ts read. The functions' bundles are copied: they do not depend on the framework. */
const programs = ["main.ts", "bootstrap.ts", "tsconfig.json"];
const folders = ["contracts", "lambda-src", "ml-src", "models", "packages", "src", "stacks"];
const files = [...programs, ...folders, "package.json", "package-lock.json", ".build"];

/** Fills a folder, which can then be synthesized like the checkout. */
export async function makeScratch(folder: string, announce: (text: string) => void): Promise<void> {
  await installFork(announce);
  for (const file of files.filter((file) => existsSync(join(root, file)))) {
    cpSync(join(root, file), join(folder, file), { recursive: true });
  }
  symlinkSync(join(installed, "node_modules"), join(folder, "node_modules"));
}

/** Installs the packages once from the lockfile, and again when it has changed. */
async function installFork(announce: (text: string) => void): Promise<void> {
  const stamp = join(installed, "package-lock.sha256");
  const wanted = createHash("sha256")
    .update(readFileSync(join(packages, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  announce("installing the packages of tools/portability/fork/package-lock.json (once)");
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(join(packages, file), join(installed, file));
  cpSync(join(root, ".npmrc"), join(installed, ".npmrc"));
  const { code, lines } = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: installed });
  if (code !== 0) {
    throw new UserError(`npm could not install the packages of the fork:\n${lines.slice(-8).join("\n")}`);
  }
  writeFileSync(stamp, wanted);
}
