// Each environment as main.ts synthesizes it: the same bytes twice, and valid for the real Terraform and its provider.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setUp } from "../../cli/setup";
import { terraformVariables } from "../../cli/setup/terraform-settings";
import { synthesizeProgram } from "../../cli/deploy/synthesize";
import { run } from "../../packages/process/run";
import { readSynthesis } from "../../packages/terraform/synthesis";
import { environmentNames } from "../../src/environments";

jest.setTimeout(300_000);

const all = mkdtempSync(join(tmpdir(), "environments-"));
afterAll(() => rmSync(all, { recursive: true }));

/** The first of two syntheses of the environment. */
const folderOf = (environment: string) => join(all, environment);

test.each(environmentNames)("the environment %s is synthesized to the same bytes twice", async (environment) => {
  const variables = { ...process.env, TF_WORKSPACE: environment };
  const folders = [folderOf(environment), join(all, `${environment}-again`)];
  const [first, second] = await Promise.all(folders.map((output) => synthesizeProgram({ output, variables })));
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
  const tools = await setUp(() => undefined);
  const terraform = async (...args: string[]) => {
    const env = { ...process.env, ...terraformVariables, TF_WORKSPACE: undefined };
    const { code, lines } = await run(tools.terraform, [...args, "-no-color"], { cwd: all, env });
    if (code !== 0) throw new Error(lines.join("\n"));
    return lines;
  };
  await terraform("init", "-backend=false", "-input=false");
  expect((await terraform("validate")).join("\n")).toContain("Success! The configuration is valid");
});
