// Runs a CDKTF program of this project as `cdktf synth` does, without the seconds that cdktf's own CLI takes to start.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { run } from "../../packages/process/run";
import { readSynthesis, type Synthesis } from "../../packages/terraform/synthesis";
import { root, work } from "../paths";
import type { Deployment, SynthesizedDeployment } from "./deployment";

export interface ProgramOptions {
  /** The output folder. */
  readonly output: string;
  readonly variables: NodeJS.ProcessEnv;
  /** @default main */
  readonly program?: "main" | "bootstrap";
  /** Where to look for the choices of `npm start -- --data`. @default those of this work folder */
  readonly cwd?: string;
  /** The checkout, or a copy of it with other packages. @default this one */
  readonly source?: string;
}

export async function synthesizeProgram(options: ProgramOptions): Promise<Synthesis> {
  const { output, variables, program = "main", cwd = work, source = root } = options;
  mkdirSync(output, { recursive: true });
  const tsx = require.resolve("tsx/cjs", { paths: [source] });
  const { code, lines } = await run(process.execPath, ["--require", tsx, join(source, `${program}.ts`)], {
    cwd,
    env: { ...variables, CDKTF_OUTDIR: output, NODE_OPTIONS: "" },
  });
  if (code !== 0) throw new UserError(`Synthesis failed:\n${lines.join("\n")}`);
  return readSynthesis(output);
}

export async function synthesize(deployment: Deployment): Promise<SynthesizedDeployment> {
  const { folder: output, variables } = deployment;
  return { ...deployment, synthesis: await synthesizeProgram({ output, variables }) };
}

/** `network 26, storage 21 resources` */
export function describeSynthesis({ stacks }: Synthesis): string {
  return `${stacks.map((stack) => `${stack.name} ${stack.resourceCount}`).join(", ")} resources`;
}
