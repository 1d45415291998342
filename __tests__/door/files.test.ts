// The files that a contributor reads first: everything they name exists.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "../../src/environments/repository";

const root = join(__dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
};

const pages = ["CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/security/threat-model.md"];

it.each(pages)("%s: every link leads to a file", (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1]!);
  const local = links.filter((link) => !/^https?:/.test(link));
  expect(local.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

it.each(pages)("%s: every npm script is one of package.json", (page) => {
  const named = [...read(page).matchAll(/`?npm run ([\w:-]+)/g)].map((match) => match[1]!);
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

it.each([...pages, "docs/runbooks/execution-failed.md"])(
  "%s: one sentence a line, so that a change of prose reads well",
  (page) => {
    const prose = read(page)
      .replace(/^```[\s\S]*?^```/gm, "")
      .split("\n")
      .filter((line) => !/^[|#[]/.test(line))
      .map((line) => line.replace(/^\d+\. /, ""));
    expect(prose.filter((line) => /[a-z0-9`)"][.?!] [A-Z]/.test(line))).toEqual([]);
  },
);

it("the threat model names tests that exist, and at least one for each attack that is stopped", () => {
  const rows = read("docs/security/threat-model.md")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+(?:\.test\.ts|\/test_\w+\.py))`/g)].map((it) => it[1]!));
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);

  const attacks = rows.filter((row) => row.split("|").length === 5 && !/^\| (Attack|-+)\s/.test(row));
  expect(attacks.length).toBeGreaterThan(15);
  expect(attacks.filter((row) => !/\.test\.ts`|test_\w+\.py`/.test(row))).toEqual([]);
});

it("the changelog has a section for what is unreleased and for the current version", () => {
  const sections = [...read("CHANGELOG.md").matchAll(/^## \[([^\]]+)\]/gm)].map((match) => match[1]!);
  expect(sections[0]).toBe("Unreleased");
  expect(sections[1]).toBe(manifest.version);
});

describe("CODEOWNERS", () => {
  const lines = read(".github/CODEOWNERS")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => line.trim().split(/\s+/));

  it("names paths that exist", () => {
    const paths = lines.map(([path]) => path!).filter((path) => path !== "*");
    expect(paths.filter((path) => !path.startsWith("/") || !existsSync(join(root, path)))).toEqual([]);
  });

  it("names teams of the organisation that owns the repository", () => {
    const owners = new Set(lines.flatMap(([, ...names]) => names));
    expect([...owners].filter((owner) => !owner.startsWith(`@${repository.owner}/`))).toEqual([]);
    expect(lines.filter(([, ...names]) => names.length === 0)).toEqual([]);
  });
});

it("CI uses the Node version of .node-version, and package.json accepts it", () => {
  expect(read(".github/actions/set-up/action.yml")).toContain("node-version-file: .node-version");
  expect(Number(read(".node-version").trim())).toBeGreaterThanOrEqual(20);
});
