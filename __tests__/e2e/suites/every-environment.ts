import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSynthesis } from "../../../packages/terraform/synthesis";
import { environmentNames } from "../../../src/environments";
import { succeed } from "../support/cli";
import { root } from "../support/folder";
import { synthesis } from "../support/platform";

describe.each(environmentNames)("the environment %s", (environment) => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), `${environment}-`)));

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

  test("the same bytes twice", () => {
    const [first, second] = folders.map((folder) => readSynthesis(folder));
    expect(second!.names).toEqual(first!.names);
    for (const { name, text } of first!.stacks) expect([name, second!.stack(name).text]).toEqual([name, text]);
  });

  test("valid for Terraform with the pinned provider", async () => {
    // A deployed stack already has the provider and its lock file.
    const { folder: deployed } = synthesis().stacks[0]!;
    for (const { folder } of readSynthesis(folders[0]!).stacks) {
      copyFileSync(join(deployed, ".terraform.lock.hcl"), join(folder, ".terraform.lock.hcl"));
      const data = `TF_DATA_DIR=${join(deployed, ".terraform")}`;
      const { output } = await succeed("local", "env", data, "terraform", `-chdir=${folder}`, "validate", "-no-color");
      expect(output).toContain("Success! The configuration is valid.");
    }
  });
});
