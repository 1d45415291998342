// Synthesizes every environment as committed, and each account's bootstrap, each into a separate folder.
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import type { StackCode, Synthesis } from "../../packages/terraform/synthesis";
import { type EnvironmentName, environmentNames } from "../../src/environments";
import { synthesizeProgram } from "../deploy/synthesize";
import { root } from "../paths";

interface Program {
  readonly program: "main" | "bootstrap";
  readonly environment: EnvironmentName;
}

export interface SynthesizedEnvironment extends Program {
  readonly synthesis: Synthesis;
}

/** The local AWS needs no bootstrap. */
const programs = environmentNames.flatMap((environment): readonly Program[] => [
  { program: "main", environment },
  ...(environment === "local" ? [] : [{ program: "bootstrap" as const, environment }]),
]);

/**
 * The stacks are in `<folder>/<program>/<environment>/stacks`.
 * @param source the checkout, or a copy of it with other packages
 */
export async function synthesizeEnvironments(
  folder: string,
  source = root,
): Promise<readonly SynthesizedEnvironment[]> {
  const results = await Promise.allSettled(programs.map((one) => synthesize(one, folder, source)));
  const failures = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  const bug = failures.find((failure) => !(failure instanceof UserError));
  if (bug !== undefined) throw bug;
  if (failures.length > 0) throw new UserError(failures.map((failure) => (failure as UserError).message).join("\n\n"));
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

/** `<program>/<environment>/<stack>` -> the synthesized stack. */
export function codeByStack(environments: readonly SynthesizedEnvironment[]): Readonly<Record<string, StackCode>> {
  return Object.fromEntries(
    environments.flatMap(({ program, environment, synthesis }) =>
      synthesis.stacks.map(({ name, code }) => [`${program}/${environment}/${name}`, code]),
    ),
  );
}

async function synthesize(one: Program, folder: string, source: string): Promise<SynthesizedEnvironment> {
  const { program, environment } = one;
  const output = join(folder, program, environment);
  // What is judged is the committed code, without the choices of `npm start -- --data`, which are in the working
  // directory, and without the account of the local AWS, which may replace others.
  const variables = { ...process.env, TF_WORKSPACE: environment, LOCAL_AWS_ACCOUNT: undefined };
  try {
    return { ...one, synthesis: await synthesizeProgram({ program, output, variables, cwd: output, source }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${program}.ts, environment ${environment}: ${error.message}`);
  }
}
