import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { bundleMlCode } from "../../../src/bundling";

const roots: string[] = [];
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

function project(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "ml-code-"));
  roots.push(root);
  mkdirSync(join(root, "ml-src"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, "ml-src", name), content);
  return root;
}

const files = { "train.py": "print('train')\n", "shared.py": "x = 1\n" };
const archive = (root: string) => readFileSync(join(bundleMlCode(root).folder, "sourcedir.tar.gz"));

it("holds every file, and an archive of them", () => {
  const { folder, files: names } = bundleMlCode(project(files));
  expect(names).toEqual(["shared.py", "sourcedir.tar.gz", "train.py"]);
  expect(readFileSync(join(folder, "train.py"), "utf8")).toBe(files["train.py"]);
  const listing = execFileSync("tar", ["-tzf", join(folder, "sourcedir.tar.gz")], { encoding: "utf8" });
  expect(listing.trim().split("\n")).toEqual(["shared.py", "train.py"]);
});

it("gives the same bytes for the same files, whatever their times, modes and order", () => {
  const one = project(files);
  const other = project({ "shared.py": files["shared.py"], "train.py": files["train.py"] });
  utimesSync(join(one, "ml-src", "train.py"), new Date(1e12), new Date(1e12));
  chmodSync(join(one, "ml-src", "train.py"), 0o755);
  expect(bundleMlCode(one).hash).toBe(bundleMlCode(other).hash);
  expect(archive(one).equals(archive(other))).toBe(true);
});

it("carries no times, modes or owners of this machine", () => {
  const packed = archive(project(files));
  // Gzip header: modification time at offset 4.
  expect(packed.readUInt32LE(4)).toBe(0);
  const header = gunzipSync(packed).subarray(0, 512).toString("latin1");
  const field = (offset: number, length: number) => header.slice(offset, offset + length).replace(/[\0 ]/g, "");
  const [mode, owner, time, user] = [field(100, 8), field(108, 8), field(136, 12), field(265, 32)];
  expect({ mode, owner: Number(owner), time: Number(time), user }).toEqual({
    mode: "000644",
    owner: 0,
    time: 0,
    user: "",
  });
});

it("gives another hash when a file changes its content or its name", () => {
  const hashes = [
    files,
    { ...files, "train.py": "print('other')\n" },
    { "train2.py": files["train.py"], "shared.py": files["shared.py"] },
  ].map((changed) => bundleMlCode(project(changed)).hash);
  expect(new Set(hashes).size).toBe(3);
  expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
});

it("leaves out what Python and editors leave behind", () => {
  const root = project({ ...files, ".hidden": "", "old.pyc": "" });
  mkdirSync(join(root, "ml-src", "__pycache__"));
  writeFileSync(join(root, "ml-src", "__pycache__", "train.pyc"), "");
  expect(bundleMlCode(root)).toMatchObject({ hash: bundleMlCode(project(files)).hash });
});

it("leaves nothing half-made behind", () => {
  const root = project(files);
  const { folder, hash } = bundleMlCode(root);
  expect(existsSync(folder)).toBe(true);
  expect(readdirSync(join(root, ".build", "ml-src"))).toEqual([hash]);
});
