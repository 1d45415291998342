import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../packages/process/run";
import { readSynthesis } from "../../../packages/terraform/synthesis";
import { environmentNames } from "../../../src/environments";
import { succeed } from "../support/cli";
import { root } from "../support/folder";
import { synthesis } from "../support/platform";

const all = mkdtempSync(join(tmpdir(), "environments-"));
afterAll(() => rmSync(all, { recursive: true }));

/** The first of two syntheses of the environment. */
const folderOf = (environment: string) => join(all, environment);

test.each(environmentNames)("the environment %s is synthesized to the same bytes twice", async (environment) => {
  const synthesize = async (folder: string) => {
    const env = { ...process.env, TF_WORKSPACE: environment, CDKTF_OUTDIR: folder };
    const { code, lines } = await run(process.execPath, ["--require", "tsx/cjs", "main.ts"], { cwd: root, env });
    expect([code, lines]).toEqual([0, []]);
    return readSynthesis(folder);
  };
  const folders = [folderOf(environment), join(all, `${environment}-again`)];
  const [first, second] = await Promise.all(folders.map(synthesize));
  expect(second!.names).toEqual(first!.names);
  for (const { name, text } of first!.stacks) expect([name, second!.stack(name).text]).toEqual([name, text]);
});

test("every stack of every environment is valid for Terraform with the pinned provider", async () => {
  // As modules of one configuration, since Terraform takes seconds to learn what the provider knows.
  const stacks = environmentNames.flatMap((environment) =>
    readSynthesis(folderOf(environment)).stacks.map(({ name, folder }) => [`${environment}_${name}`, folder] as const),
  );
  expect(stacks.length).toBeGreaterThanOrEqual(4 * environmentNames.length);
  const module = Object.fromEntries(
    stacks.map(([name, folder]) => [name, { source: `./${folder.slice(all.length + 1)}` }]),
  );
  writeFileSync(join(all, "main.tf.json"), JSON.stringify({ module }));
  // A deployed stack already has the lock file of the provider.
  copyFileSync(join(synthesis().stacks[0]!.folder, ".terraform.lock.hcl"), join(all, ".terraform.lock.hcl"));
  const terraform = (...args: string[]) =>
    succeed("local", "env", "-u", "TF_WORKSPACE", "terraform", `-chdir=${all}`, ...args, "-no-color");
  await terraform("init", "-backend=false", "-input=false");
  expect((await terraform("validate")).output).toContain("Success! The configuration is valid");
});
