// Synthesizes every environment as committed, and what its account needs first, each into a folder of its own.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { environmentNames } from "../../src/environments";
import { root } from "../paths";
import { run } from "../../packages/process/run";

/** The local AWS needs no bootstrap. */
const programs = environmentNames.flatMap((environment) => [
  { program: "main", environment },
  ...(environment === "local" ? [] : [{ program: "bootstrap", environment }]),
]);

/**
 * The stacks lie in `<folder>/<program>/<environment>/stacks`.
 * @param source the checkout, or a copy of it with other packages
 */
export async function synthesizeEnvironments(folder: string, source = root): Promise<void> {
  const failures = await Promise.all(programs.map((one) => synthesize(one, folder, source)));
  const found = failures.filter((failure) => failure !== undefined);
  if (found.length > 0) throw new UserError(found.join("\n\n"));
}

async function synthesize(
  { program, environment }: (typeof programs)[number],
  folder: string,
  source: string,
): Promise<string | undefined> {
  const output = join(folder, program, environment);
  mkdirSync(output, { recursive: true });
  const { code, lines } = await run(
    process.execPath,
    ["--require", require.resolve("tsx/cjs", { paths: [source] }), join(source, `${program}.ts`)],
    // What is judged is what was committed: not the choices of `npm start -- --data`, which lie in the working directory,
    // and not the account of the local AWS, which may stand in for others.
    {
      cwd: folder,
      env: {
        ...process.env,
        TF_WORKSPACE: environment,
        CDKTF_OUTDIR: output,
        LOCAL_AWS_ACCOUNT: undefined,
      },
    },
  );
  return code === 0
    ? undefined
    : `${program}.ts does not synthesize for the environment ${environment}:\n${lines.slice(-20).join("\n")}`;
}
