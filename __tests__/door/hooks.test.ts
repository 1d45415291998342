// What git runs on a commit, in a separate repository.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratch } from "../support/scratch";

const root = join(__dirname, "../..");
const environment = {
  ...process.env,
  CI: "",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.com",
};

function repository(): string {
  const folder = scratch();
  execFileSync("git", ["init", "--quiet", folder], { env: environment });
  mkdirSync(join(folder, ".githooks"));
  for (const hook of ["pre-commit", "commit-msg"]) {
    copyFileSync(join(root, ".githooks", hook), join(folder, ".githooks", hook));
  }
  for (const file of ["package.json", "lint-staged.config.mjs", ".prettierrc.json"]) {
    copyFileSync(join(root, file), join(folder, file));
  }
  // The command that CONTRIBUTING names.
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  execFileSync("sh", ["-c", scripts.hooks!], { cwd: folder, env: environment });
  return folder;
}

function git(folder: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const { status, stderr, stdout } = spawnSync("git", args, {
    cwd: folder,
    env: { ...environment, ...more },
    encoding: "utf8",
  });
  return { ok: status === 0, text: `${stdout}${stderr}` };
}

const commit = (folder: string, subject: string, more: NodeJS.ProcessEnv = {}) =>
  git(folder, ["commit", "--allow-empty", "--message", subject], more);

describe("the subject of a commit", () => {
  const folder = repository();

  it.each([
    "fix: one thing",
    "feat(plan-review)!: findings are data",
    `docs: ${"x".repeat(66)}`,
    "Merge branch 'main' into topic",
    'Revert "fix: one thing"',
    "fixup! fix: one thing",
  ])("%s: is taken", (subject) => expect(commit(folder, subject)).toMatchObject({ ok: true }));

  it.each(["One thing", "fix one thing", "fix(Cli): one thing", "fixes: one thing", "fix:one thing"])(
    "%s: is refused, with an example",
    (subject) => {
      const { ok, text } = commit(folder, subject);
      expect(ok).toBe(false);
      expect(text).toContain(
        `The subject is "${subject}"; a Conventional Commit begins with a type: fix(cli): say which file is missing`,
      );
      expect(text).toContain("Types: build, chore, ci, docs, feat, fix, perf, refactor, revert, style, test");
    },
  );

  it("of more than 72 characters is refused with their number", () => {
    expect(commit(folder, `docs: ${"x".repeat(67)}`).text).toContain(
      "The subject has 73 characters; at most 72 are allowed. The body has room for the reason.",
    );
  });

  it("is free in CI", () => expect(commit(folder, "Anything", { CI: "true" })).toMatchObject({ ok: true }));
});

describe("staged files", () => {
  const ugly = "{'a':1}";

  it("are formatted, and what is not staged stays as it is", () => {
    const folder = repository();
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, ".gitignore"), "node_modules\n");
    commit(folder, "chore: begin");
    writeFileSync(join(folder, "staged.json"), ugly);
    writeFileSync(join(folder, "other.json"), ugly);
    git(folder, ["add", "staged.json"]);
    const { ok, text } = git(folder, ["commit", "--message", "chore: a file"]);
    expect({ ok, text }).toMatchObject({ ok: true });
    expect(git(folder, ["show", "HEAD:staged.json"]).text).toBe('{ "a": 1 }\n');
    expect(readFileSync(join(folder, "other.json"), "utf8")).toBe(ugly);
  });

  it("are left alone where the packages are not installed", () => {
    const folder = repository();
    writeFileSync(join(folder, "staged.json"), ugly);
    git(folder, ["add", "staged.json"]);
    expect(git(folder, ["commit", "--message", "chore: a file"])).toMatchObject({ ok: true });
    expect(git(folder, ["show", "HEAD:staged.json"]).text).toBe(ugly);
  });
});
