// `npm run bench`: runs the benchmarks in tools/bench/ one after another. Each prints its ratios and the machine.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { bold } from "../terminal/text";
import { python, root } from "../paths";
import { runInteractive } from "../../packages/process/run";
import { setUp } from "../setup";

const folder = join(root, "tools", "bench");

/** Each file is one benchmark, except helpers (_*.py, support/). The arguments select files by a part of their path. */
export async function run({ wanted }: { readonly wanted: readonly string[] }): Promise<number> {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(py|ts)$/.test(file) && !/(^|\/)(_|support\/|__pycache__)/.test(file))
    .sort();
  const chosen = all.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
  if (chosen.length === 0)
    throw new UserError(`No benchmark is called ${wanted.join(" or ")}. There are: ${all.join(", ")}.`);
  await setUp((text) => console.log(text));
  const failed: string[] = [];
  for (const file of chosen) {
    const path = join(folder, file);
    console.log(`\n${bold(relative(root, path))}`);
    const [command, args] = file.endsWith(".py") ? [python, [path]] : [process.execPath, ["--import", "tsx", path]];
    if ((await runInteractive(command, args, process.env)) !== 0) failed.push(file);
  }
  if (failed.length > 0) throw new UserError(`Not within its limits: ${failed.join(", ")}`);
  return 0;
}
