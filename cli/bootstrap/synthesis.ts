// The bootstrap stack as Terraform JSON, in the folder where Terraform runs.
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { root } from "../paths";
import { run } from "../../packages/process/run";
import type { Place } from "./place";

const file = "cdk.tf.json";

export type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

interface Synthesized {
  readonly resource: Resources;
}

export async function synthesize({ deployment, folder }: Place): Promise<void> {
  const output = join(folder, "synthesized");
  const program = ["--require", require.resolve("tsx/cjs"), join(root, "bootstrap.ts")];
  const { code, lines } = await run(process.execPath, program, {
    cwd: root,
    env: { ...deployment.variables, CDKTF_OUTDIR: output, NODE_OPTIONS: "" },
  });
  if (code !== 0) throw new UserError(`Synthesis failed:\n${lines.join("\n")}`);
  copyFileSync(join(output, "stacks", "bootstrap", file), join(folder, file));
}

export function readResources({ folder }: Place): Resources {
  return (JSON.parse(readFileSync(join(folder, file), "utf8")) as Synthesized).resource;
}

/** Terraform address -> path of the construct. */
export function constructPaths(place: Place): Record<string, string> {
  const byType = Object.entries(readResources(place));
  return Object.fromEntries(
    byType.flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, resource]) => [
        `${type}.${id}`,
        (resource["//"] as { metadata: { path: string } }).metadata.path,
      ]),
    ),
  );
}
