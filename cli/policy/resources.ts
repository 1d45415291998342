// Reads the synthesized stacks for reviewing findings: the line of each resource, and the checks it suppresses.
import { join, relative } from "node:path";
import { codeFile, type SynthesizedStack } from "../../packages/terraform/synthesis";
import type { SynthesizedEnvironment } from "./synthesize";

export interface ScannedResource {
  /** `aws_s3_bucket.Data_666C94C7` */
  readonly address: string;
  readonly constructPath: string;
  /** Where the resource's object begins in its file, counted from 1. */
  readonly firstLine: number;
  /** Check id -> reason. */
  readonly suppressed: Readonly<Record<string, string>>;
}

export interface ScannedStack {
  readonly environment: string;
  readonly stack: string;
  /** Below the scanned folder, such as `main/prod/stacks/storage/cdk.tf.json`. */
  readonly file: string;
  readonly resources: readonly ScannedResource[];
}

export function scanStacks(folder: string, environments: readonly SynthesizedEnvironment[]): ScannedStack[] {
  return environments.flatMap(({ environment, synthesis }) =>
    synthesis.stacks.map((stack) => ({
      environment,
      stack: stack.name,
      file: relative(folder, join(stack.folder, codeFile)),
      resources: scan(stack),
    })),
  );
}

/** The text is formatted as cdktf writes it: two spaces per level, one property per line. */
export function scan({ text, resources }: Pick<SynthesizedStack, "text" | "resources">): ScannedResource[] {
  const lines = firstLines(text);
  return resources.map(({ address, constructPath, notes }) => ({
    address,
    constructPath,
    firstLine: lines.get(address)!,
    suppressed: (notes.checkov ?? {}) as Readonly<Record<string, string>>,
  }));
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
