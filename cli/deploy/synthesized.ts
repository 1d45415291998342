// The stacks as synthesized, in the order in which they are deployed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, stackFolder, synthesized, work } from "../paths";
import { UserError } from "../../src/errors";
import { run } from "../process/run";

/** Each reads the outputs of those before it. */
export const stacks = ["network", "storage", "pipeline"] as const;
export type Stack = (typeof stacks)[number];

/** Runs main.ts as `cdktf synth` does, without the seconds that cdktf's own command line takes to start. */
export async function synthesize(env: NodeJS.ProcessEnv): Promise<void> {
  const { code, lines } = await run(process.execPath, ["--require", "tsx/cjs", join(root, "main.ts")], {
    // The overlay is looked up in the working directory.
    cwd: work,
    env: { ...env, CDKTF_OUTDIR: synthesized, NODE_OPTIONS: "" },
  });
  if (code !== 0) throw new UserError(`Synthesis failed:\n${lines.join("\n")}`);
}

/** Number of resources of a stack, the guard of its workspace not counted. */
export function resourceCount(stack: Stack): number {
  const json = JSON.parse(readFileSync(join(stackFolder(stack), "cdk.tf.json"), "utf8")) as {
    resource?: Record<string, Record<string, unknown>>;
  };
  const byType = Object.entries(json.resource ?? {}).filter(([type]) => type !== "terraform_data");
  return byType.reduce((sum, [, resources]) => sum + Object.keys(resources).length, 0);
}
