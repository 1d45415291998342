// Linters find nothing in the workflows.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../packages/process/run";
import { root, steps, workflowFiles } from "./support/workflows";

jest.setTimeout(60_000);

const python = (name: string): string => join(root, ".venv", "bin", name);

it("actionlint finds nothing", async () => {
  const actionlint = join(root, "node_modules", "@tktco", "node-actionlint", "bin", "node-actionlint.js");
  const { code, lines } = await run(process.execPath, [actionlint, ".github/workflows/*.yml"], { cwd: root });
  expect(lines.join("\n")).toContain(`Checking ${workflowFiles.length} workflow file(s)`);
  expect(lines.filter((line) => line.includes("error"))).toEqual([]);
  expect(code).toBe(0);
});

it("zizmor finds nothing", async () => {
  const args = ["--offline", "--persona=auditor", "--no-progress", "--format=json", "."];
  const { code, stdout, lines } = await run(python("zizmor"), args, { cwd: join(root, ".github") });
  expect(stdout === "" ? lines : JSON.parse(stdout)).toEqual([]);
  expect(code).toBe(0);
});

describe("shellcheck finds nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "steps-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  // GitHub inserts expressions before the shell sees the text; there are none, which zizmor checks as well.
  const scripts = steps
    .filter(([, { run: text }]) => text !== undefined)
    .map(([place, { run: text }]) => [place, text!]);

  it.each(scripts)("in %s: %s", async (_, text) => {
    const file = join(folder, "step.sh");
    writeFileSync(file, `set -eo pipefail\n${text}\n`);
    const { code, lines } = await run(python("shellcheck"), ["--shell=bash", file]);
    expect(lines).toEqual([]);
    expect(code).toBe(0);
  });
});
