import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { bundleLambda } from "../../../src/bundling";

/** A separate project with one small function. */
function project(code = 'export const handler = () => greet("world");'): string {
  const root = mkdtempSync(join(tmpdir(), "bundle-"));
  roots.push(root);
  mkdirSync(join(root, "lambda-src", "hello"), { recursive: true });
  mkdirSync(join(root, "lambda-src", "shared"), { recursive: true });
  mkdirSync(join(root, "contracts"));
  writeFileSync(join(root, "contracts", "greeting.ts"), 'export const greeting = "hello";');
  writeFileSync(join(root, "package-lock.json"), "{}");
  writeFileSync(
    join(root, "lambda-src", "shared", "greet.ts"),
    'import { greeting } from "../../contracts/greeting";\nexport const greet = (name: string) => `${greeting} ${name}`;',
  );
  writeFileSync(join(root, "lambda-src", "hello", "handler.ts"), `import { greet } from "../shared/greet";\n${code}\n`);
  return root;
}

const roots: string[] = [];
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

const zipOf = (root: string) => join(root, ".build", "lambda", "hello.zip");

it("holds one file that exports the handler", () => {
  const root = project();
  const { path } = bundleLambda("hello", root);
  const files = unzipSync(readFileSync(path));
  expect(Object.keys(files)).toEqual(["index.js"]);
  const module = { exports: {} as { handler?: () => string } };
  new Function("module", "exports", Buffer.from(files["index.js"]!).toString())(module, module.exports);
  expect(module.exports.handler!()).toBe("hello world");
});

it("gives the same bytes and hash for the same source, wherever and whenever it is made", () => {
  const [one, other] = [project(), project()];
  utimesSync(join(one, "lambda-src", "hello", "handler.ts"), new Date(0), new Date(0));
  expect(bundleLambda("hello", one).hash).toBe(bundleLambda("hello", other).hash);
  expect(readFileSync(zipOf(one)).equals(readFileSync(zipOf(other)))).toBe(true);
});

it("carries no time of its own: a build a day later gives the same bytes", () => {
  const zip = readFileSync(bundleLambda("hello", project()).path);
  // Zip local file header: time and date of the file at offset 10, in DOS format; 0x21 is 1 January 1980.
  expect([zip.readUInt16LE(10), zip.readUInt16LE(12)]).toEqual([0, 0x21]);
});

it("gives another hash for another source, of the function, of what it shares or of a contract", () => {
  const root = project();
  const first = bundleLambda("hello", root).hash;
  const second = bundleLambda("hello", project('export const handler = () => greet("moon");')).hash;
  writeFileSync(join(root, "contracts", "greeting.ts"), 'export const greeting = "good evening";');
  const third = bundleLambda("hello", root).hash;
  writeFileSync(
    join(root, "lambda-src", "shared", "greet.ts"),
    "export const greet = (name: string) => `bye ${name}`;",
  );
  const fourth = bundleLambda("hello", root).hash;
  expect(new Set([first, second, third, fourth]).size).toBe(4);
});

it("keeps its hash when only comments change, because the code is the same", () => {
  const root = project();
  const before = bundleLambda("hello", root).hash;
  writeFileSync(join(root, "lambda-src", "hello", "unused.ts"), "// A comment.");
  expect(bundleLambda("hello", root).hash).toBe(before);
});

it("is made only when stale", () => {
  const root = project();
  bundleLambda("hello", root);
  const { mtimeMs } = statSync(zipOf(root));
  bundleLambda("hello", root);
  expect(statSync(zipOf(root)).mtimeMs).toBe(mtimeMs);
});

it("is made again when the lockfile changed or the zip file is gone", () => {
  const root = project();
  bundleLambda("hello", root);
  rmSync(zipOf(root));
  bundleLambda("hello", root);
  const made = statSync(zipOf(root)).ino;
  writeFileSync(join(root, "package-lock.json"), '{"packages": {}}');
  bundleLambda("hello", root);
  expect(statSync(zipOf(root)).ino).not.toBe(made);
});

it("loads no packer when nothing is stale", () => {
  const root = project();
  bundleLambda("hello", root);
  const script = `
    const { bundleLambda } = require(${JSON.stringify(join(__dirname, "../../../src/bundling/lambda-bundle.ts"))});
    bundleLambda("hello", ${JSON.stringify(root)});
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.(fflate|tar)./.test(file));
    console.log(JSON.stringify(loaded));
  `;
  // tsx, which runs the synth, loads esbuild itself, so esbuild proves nothing here.
  const output = execFileSync(process.execPath, ["--import", "tsx", "-e", script], { encoding: "utf8" });
  expect(JSON.parse(output)).toEqual([]);
});

it("says what does not compile", () => {
  expect(() => bundleLambda("hello", project("export const handler = (;"))).toThrow(/Build failed/);
});
