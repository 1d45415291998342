// The stacks as synthesized, in the order in which they are deployed.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { root, work } from "../paths";
import { run } from "../../packages/process/run";
import type { Deployment } from "./deployment";

/** Each reads the outputs of those before it. */
export const stacks = ["network", "storage", "pipeline"] as const;
export type Stack = (typeof stacks)[number];

export interface SynthesizedStack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, SynthesizedResource>>>>;
  readonly terraform: unknown;
}

/** A resource's arguments, beside cdktf's notes and ours. */
export type SynthesizedResource = Readonly<Record<string, unknown>> & {
  readonly "//": { readonly metadata: { readonly path: string } };
};

type Place = Pick<Deployment, "folder">;

/** Runs main.ts as `cdktf synth` does, without the seconds that cdktf's own command line takes to start. */
export async function synthesize({ folder, variables }: Deployment): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { code, lines } = await run(
    process.execPath,
    ["--require", require.resolve("tsx/cjs"), join(root, "main.ts")],
    {
      // The overlay is looked up in the working directory.
      cwd: work,
      env: { ...variables, CDKTF_OUTDIR: folder, NODE_OPTIONS: "" },
    },
  );
  if (code !== 0) throw new UserError(`Synthesis failed:\n${lines.join("\n")}`);
}

/** Where Terraform runs for a stack. */
export function stackFolder({ folder }: Place, stack: Stack): string {
  return join(folder, "stacks", stack);
}

export function readStack(place: Place, stack: Stack): SynthesizedStack {
  return JSON.parse(readFileSync(join(stackFolder(place, stack), "cdk.tf.json"), "utf8")) as SynthesizedStack;
}

/** Number of resources of a stack, the guard of its workspace not counted. */
export function resourceCount(place: Place, stack: Stack): number {
  const byType = Object.entries(readStack(place, stack).resource ?? {}).filter(([type]) => type !== "terraform_data");
  return byType.reduce((sum, [, resources]) => sum + Object.keys(resources).length, 0);
}

/** Terraform address of each resource of a stack -> path of the construct that made it. */
export function constructPaths(place: Place, stack: Stack): Record<string, string> {
  const byType = Object.entries(readStack(place, stack).resource ?? {});
  const entries = byType.flatMap(([type, resources]) =>
    Object.entries(resources).map(([id, resource]) => [`${type}.${id}`, resource["//"].metadata.path] as const),
  );
  return Object.fromEntries(entries);
}

/** The stacks whose outputs a stack reads. */
export function stackDependencies({ folder }: Place, stack: Stack): readonly Stack[] {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    stacks: Record<string, { dependencies: Stack[] }>;
  };
  return manifest.stacks[stack]!.dependencies;
}

/** The stacks in groups: each group needs only those before it, so its stacks can be deployed side by side. */
export function deployGroups(place: Place, chosen: readonly Stack[] = stacks): Stack[][] {
  const rank = (stack: Stack): number =>
    Math.max(0, ...stackDependencies(place, stack).map((dependency) => 1 + rank(dependency)));
  const groups: Stack[][] = [];
  for (const stack of chosen) (groups[rank(stack)] ??= []).push(stack);
  return groups.filter((group) => group !== undefined);
}
