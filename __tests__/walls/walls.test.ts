// Every wall catches the import planted for it, and docs/architecture.md lists every wall.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { scratch } from "../support/scratch";
import { allowed, closing, planted, type Planted } from "./planted";

jest.setTimeout(120_000);

interface Wall {
  readonly name: string;
  readonly comment: string;
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

const root = join(__dirname, "../..");
const { forbidden: walls } = jest.requireActual<{ readonly forbidden: readonly Wall[] }>(
  join(root, ".dependency-cruiser.cjs"),
);
const rooms = (kind: string): string[] =>
  walls.filter(({ name }) => name.startsWith(`${kind}/`)).map(({ name }) => name.split("/")[1]!);

/** In each pair of rooms in cli, the lower one imports the upper one. */
const withinCli: readonly Planted[] = rooms("cli-runs-down").flatMap((lower, index, all) =>
  all.slice(0, index).map((higher) => ({
    wall: `cli-runs-down/${lower}`,
    from: `cli/${lower}/up-to-${higher}.ts`,
    to: `cli/${higher}/top.ts`,
  })),
);
const all = [...planted, ...withinCli];

const folder = scratch();
let violations: readonly Violation[];

beforeAll(() => {
  copyFileSync(join(root, ".dependency-cruiser.cjs"), join(folder, ".dependency-cruiser.cjs"));
  writeFileSync(join(folder, "tsconfig.json"), '{ "compilerOptions": { "module": "Node16", "target": "ES2022" } }');
  for (const { from, to, statement } of [...all, ...closing, ...allowed]) {
    const path = to.includes(".ts")
      ? relative(dirname(from), to)
          .replace(/\.ts$/, "")
          .replace(/^(?!\.)/, "./")
      : to;
    write(from, statement ?? `export { value } from "${path}";`);
    if (to.includes(".ts")) write(to, "export const value = 1;");
  }
  violations = cruise();
});

/** Appends, so that a file can be at both ends of an import. */
function write(file: string, line: string): void {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), `${line}\n`, { flag: "a" });
}

function cruise(): readonly Violation[] {
  const program = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const args = [program, "--config", ".dependency-cruiser.cjs", "--output-type", "json", "."];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly summary: { readonly violations: readonly Violation[] } }).summary.violations;
}

const caughtBy = (from: string, to: string): string[] =>
  violations
    .filter((violation) => violation.from === from && violation.to.replace(/^node:/, "") === to.replace(/^node:/, ""))
    .map(({ rule }) => rule.name);

it.each(all)("$wall: $from imports $to", ({ wall, from, to }) => {
  const found = wall === "no-circle-of-folders" ? caughtBy(dirname(from), dirname(to)) : caughtBy(from, to);
  expect(found).toContain(wall);
});

it.each(allowed)("no wall stands between $from and $to", ({ from, to }) => {
  expect(caughtBy(from, to)).toEqual([]);
});

it("an import is planted in front of every wall but that of the highest room of cli, above which there is none", () => {
  const tested = new Set(all.map(({ wall }) => wall));
  expect(walls.map(({ name }) => name).filter((name) => !tested.has(name))).toEqual(["cli-runs-down/command-table"]);
});

it("the real tree has none of these imports, and every room of it has its place", () => {
  const folders = (path: string) =>
    readdirSync(join(root, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  expect(folders("cli").filter((name) => !rooms("cli-runs-down").includes(name))).toEqual([]);
  expect(folders("packages").filter((name) => !rooms("packages-run-down").includes(name))).toEqual([]);
});

it("docs/architecture.md lists the walls, in the same words", () => {
  const sentences = [...new Set(walls.map(({ comment }) => comment))];
  const page = readFileSync(join(root, "docs", "architecture.md"), "utf8");
  const section = /^## Walls$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(page)?.[1] ?? "";
  expect([...section.matchAll(/^- (.*)$/gm)].map((match) => match[1])).toEqual(sentences);
});
