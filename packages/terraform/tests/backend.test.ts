// Whether a folder has to be initialized again.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isInitialized, rememberInitialized, useBackend } from "../backend";
import { codeFile } from "../synthesis";

const folder = mkdtempSync(join(tmpdir(), "backend-"));
afterAll(() => rmSync(folder, { recursive: true }));

const link = join(folder, ".terraform", "providers", "registry", "aws", "1.0.0", "linux_amd64");
const cache = join(folder, "cache");
const code = (bucket: string) =>
  writeFileSync(join(folder, codeFile), JSON.stringify({ terraform: { backend: { s3: { bucket } } } }));

beforeEach(() => {
  rmSync(join(folder, ".terraform"), { recursive: true, force: true });
  code("one");
  useBackend(folder, "as synthesized");
  mkdirSync(cache, { recursive: true });
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(cache, link);
  rememberInitialized(folder, undefined);
});

it("stays initialized while nothing changes", () => {
  expect(isInitialized(folder, undefined)).toBe(true);
});

it.each([
  ["its backend is another", () => code("two")],
  ["its state is to be on this machine", () => useBackend(folder, "machine")],
  ["its folder of Terraform is gone", () => rmSync(join(folder, ".terraform"), { recursive: true })],
  ["the provider that it links to is gone", () => rmSync(cache, { recursive: true })],
])("is not initialized once %s", (_, change) => {
  change();
  expect(isInitialized(folder, undefined)).toBe(false);
});
