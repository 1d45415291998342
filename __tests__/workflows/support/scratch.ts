// A separate repository for a test: the current checkout as one commit, with a remote that has its name on GitHub.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repository } from "../../../src/environments/repository";
import { root } from "./workflows";

export interface Scratch {
  /** The folder with all files of the test. */
  readonly folder: string;
  readonly repository: string;
  /** The head of main. */
  commit: string;
  readonly remove: () => void;
}

export const repositoryName = `${repository.owner}/${repository.name}`;

export function makeScratch(): Scratch {
  const folder = mkdtempSync(join(place(), "workflows-"));
  const copy = join(folder, "repository");
  const listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0");
  for (const file of listed.filter((name) => name !== "" && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file), { verbatimSymlinks: true });
  }
  git(copy, "init", "--quiet", "--initial-branch=main");
  git(copy, "remote", "add", "origin", `https://github.com/${repositoryName}`);
  const commit = commitAll(copy, "As it is");
  return { folder, repository: copy, commit, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Adds a commit that replaces a text, which must exist. */
export function commitChange(scratch: Scratch, file: string, before: RegExp, after: string): void {
  const path = join(scratch.repository, file);
  const text = readFileSync(path, "utf8");
  if (!before.test(text)) throw new Error(`${file} has no ${String(before)}`);
  writeFileSync(path, text.replace(before, after));
  scratch.commit = commitAll(scratch.repository, `Change ${file}`);
}

function commitAll(folder: string, message: string): string {
  git(folder, "add", "--all");
  const author = ["-c", "user.name=A person", "-c", "user.email=person@example.com", "-c", "commit.gpgsign=false"];
  git(folder, ...author, "commit", "--quiet", "--no-verify", "--message", message);
  return git(folder, "rev-parse", "HEAD").trim();
}

function git(cwd: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd, encoding: "utf8" });
}

/** Every job unpacks hundreds of small files, so this is in memory if there is room, which containers may lack. */
function place(): string {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2 ** 30 ? memory : tmpdir();
}
