import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackFolder, stacks } from "../../../cli/deploy/synthesized";
import { environmentNames } from "../../../src/environments";
import { succeed } from "../support/cli";
import { root } from "../support/folder";
import { deployment } from "../support/platform";

describe.each(environmentNames)("the environment %s", (environment) => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), `${environment}-`)));
  const file = (folder: number, stack: string) => join(folders[folder]!, "stacks", stack, "cdk.tf.json");

  beforeAll(() => {
    for (const folder of folders) {
      const { status, stderr } = spawnSync(process.execPath, ["--require", "tsx/cjs", "main.ts"], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, TF_WORKSPACE: environment, CDKTF_OUTDIR: folder },
      });
      if (status !== 0) throw new Error(stderr);
    }
  });

  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  test.each(stacks)("%s: the same bytes twice", (stack) => {
    expect(readFileSync(file(1, stack), "utf8")).toBe(readFileSync(file(0, stack), "utf8"));
  });

  test.each(stacks)("%s: valid for Terraform with the pinned provider", async (stack) => {
    const folder = join(folders[0]!, "stacks", stack);
    // The deployed stack's folder has the provider and its lock already.
    copyFileSync(join(stackFolder(deployment(), stack), ".terraform.lock.hcl"), join(folder, ".terraform.lock.hcl"));
    const data = `TF_DATA_DIR=${join(stackFolder(deployment(), stack), ".terraform")}`;
    const { output } = await succeed("local", "env", data, "terraform", `-chdir=${folder}`, "validate", "-no-color");
    expect(output).toContain("Success! The configuration is valid.");
  });
});
