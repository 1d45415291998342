// The program as a separate process, as an operator runs it.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

async function synth(workspace: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  folders.push(folder);
  const variables = { ...process.env, TF_WORKSPACE: workspace, CDKTF_OUTDIR: folder };
  const child = spawn(process.execPath, ["--require", "tsx/cjs", "main.ts"], {
    cwd: join(__dirname, ".."),
    env: variables,
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, errors, hashes: code === 0 ? hashes(folder) : {} };
}

function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [relative(folder, path), createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}

it("synthesizes the same bytes twice", async () => {
  const [first, second] = await Promise.all([synth("prod"), synth("prod")]);
  expect(first).toMatchObject({ code: 0, errors: "" });
  expect(Object.keys(first.hashes)).toEqual(
    expect.arrayContaining(["stacks/network/cdk.tf.json", "stacks/storage/cdk.tf.json"]),
  );
  expect(second.hashes).toEqual(first.hashes);
}, 30_000);

it("answers a missing environment with one sentence and exit code 1", async () => {
  const { code, errors } = await synth(undefined);
  expect(code).toBe(1);
  expect(errors).toBe(
    "TF_WORKSPACE is not set. It names the environment: local, dev, staging, prod. For example: TF_WORKSPACE=local cdktf synth\n",
  );
}, 30_000);
