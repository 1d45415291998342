// Synthesizes every environment as committed, each into a folder of its own, side by side.
import { join } from "node:path";
import { UserError } from "../../src/errors";
import { environmentNames } from "../../src/environments";
import { root } from "../paths";
import { run } from "../process/run";

/** @returns nothing; the stacks lie in `<folder>/<environment>/stacks` */
export async function synthesizeEnvironments(folder: string): Promise<void> {
  const failures = await Promise.all(environmentNames.map((name) => synthesize("main.ts", name, folder)));
  const found = failures.filter((failure) => failure !== undefined);
  if (found.length > 0) throw new UserError(found.join("\n\n"));
}

async function synthesize(program: string, environment: string, folder: string): Promise<string | undefined> {
  // The account of the local AWS may stand in for others; what is judged is what was committed.
  const { LOCAL_AWS_ACCOUNT: _, ...inherited } = process.env;
  const { code, lines } = await run(
    process.execPath,
    ["--require", require.resolve("tsx/cjs"), join(root, program)],
    // Its own working directory: the choices of `npm start -- --data` are no part of the project.
    { cwd: folder, env: { ...inherited, TF_WORKSPACE: environment, CDKTF_OUTDIR: join(folder, environment) } },
  );
  return code === 0 ? undefined : `The environment ${environment} does not synthesize:\n${lines.slice(-20).join("\n")}`;
}
