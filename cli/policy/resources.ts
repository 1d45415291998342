// The synthesized stacks as a reviewer of findings needs them: which resource is at which line, and what it accepts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export interface ScannedResource {
  /** `aws_s3_bucket.Data_666C94C7` */
  readonly address: string;
  readonly constructPath: string;
  /** Where the resource's object begins in its file, from 1. */
  readonly firstLine: number;
  /** Check id -> reason. */
  readonly accepted: Readonly<Record<string, string>>;
}

export interface ScannedStack {
  readonly environment: string;
  readonly stack: string;
  /** Below the scanned folder, such as `main/prod/stacks/storage/cdk.tf.json`. */
  readonly file: string;
  readonly resources: readonly ScannedResource[];
}

const resourceSchema = z.looseObject({
  "//": z
    .object({
      metadata: z.object({ path: z.string() }).optional(),
      checkov: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});
const stackSchema = z.looseObject({
  resource: z.record(z.string(), z.record(z.string(), resourceSchema)).default({}),
});

/** All of `<folder>/<program>/<environment>/stacks/<stack>/cdk.tf.json`. */
export function readStacks(folder: string): ScannedStack[] {
  return folders(folder).flatMap((program) =>
    folders(join(folder, program)).flatMap((environment) => {
      const stacks = join(program, environment, "stacks");
      return folders(join(folder, stacks)).map((stack) => {
        const file = join(stacks, stack, "cdk.tf.json");
        return { environment, stack, file, resources: resourcesOf(readFileSync(join(folder, file), "utf8")) };
      });
    }),
  );
}

/** @param text the stack's JSON as cdktf writes it: two spaces for each level, one property a line */
export function resourcesOf(text: string): ScannedResource[] {
  const { resource: types } = stackSchema.parse(JSON.parse(text));
  const lines = firstLines(text);
  return Object.entries(types).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, { "//": notes }]): ScannedResource => {
      const address = `${type}.${name}`;
      return {
        address,
        constructPath: notes?.metadata?.path ?? address,
        firstLine: lines.get(address)!,
        accepted: notes?.checkov ?? {},
      };
    }),
  );
}

/** Address -> line. Blocks are two spaces deep, types four, names six. */
function firstLines(text: string): Map<string, number> {
  const found = new Map<string, number>();
  let [block, type] = ["", ""];
  text.split("\n").forEach((line, index) => {
    const [, indent, name] = /^( {2}| {4}| {6})"(.+)": \{/.exec(line) ?? [];
    if (indent?.length === 2) block = name!;
    else if (indent?.length === 4) type = name!;
    else if (indent && block === "resource") found.set(`${type}.${name}`, index + 1);
  });
  return found;
}

function folders(parent: string): string[] {
  const entries = readdirSync(parent, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
