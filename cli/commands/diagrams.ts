// `npm run diagrams`: draws the pictures of the docs from the stacks of the environment "prod", as committed, and from
// docs/npm-start.txt, which holds what a run of `npm start` printed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { drawDiagrams } from "../../tools/diagrams";
import { root } from "../paths";
import { synthesizeProgram } from "../deploy/synthesize";

const folder = join(root, "docs");

/** `check` writes nothing, and fails if a picture no longer matches the stacks. */
export async function run({ check }: { readonly check: boolean }): Promise<number> {
  const stale: string[] = [];
  for (const [name, svg] of Object.entries(await draw())) {
    const path = join(folder, name);
    if (!check) writeFileSync(path, svg);
    else if (readFileSync(path, "utf8") !== svg) stale.push(relative(root, path));
  }
  if (stale.length > 0) throw new UserError(`Not as the stacks are: ${stale.join(", ")}. Run: npm run diagrams`);
  return 0;
}

async function draw(): Promise<Record<string, string>> {
  const output = mkdtempSync(join(tmpdir(), "diagrams-"));
  try {
    const variables = { ...process.env, TF_WORKSPACE: "prod" };
    const run = readFileSync(join(folder, "npm-start.txt"), "utf8");
    return await drawDiagrams(await synthesizeProgram({ output, variables, cwd: root }), run);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
