// `npm run portability`: checks that CDKTF's maintained fork synthesizes the same, except for accepted differences.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { z } from "zod";
import { UserError } from "../../packages/errors";
import { Steps } from "../terminal/steps";
import { bold, count } from "../terminal/text";
import { root } from "../paths";
import { codeByStack, synthesizeEnvironments } from "../policy/synthesize";
import { describe, differences, judge } from "../../tools/portability/compare";
import { makeScratch } from "../../tools/portability/scratch";

const acceptedFile = join(root, "tools", "portability", "fork", "accepted-differences.json");
const accepted = z.array(
  z.strictObject({ path: z.string(), ours: z.unknown(), fork: z.unknown(), reason: z.string().min(1) }),
);

export async function run(): Promise<number> {
  const steps = new Steps();
  const folder = mkdtempSync(join(tmpdir(), "portability-"));
  const [scratch, ours, fork] = ["scratch", "ours", "fork"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  console.log(`\n${bold("Does the maintained fork make the same?")}\n`);
  try {
    // First, so that the bundles it builds can be copied along.
    const left = codeByStack(await steps.run("CDKTF", () => synthesizeEnvironments(ours)));
    await steps.run("Packages", ({ note }) => makeScratch(scratch, note));
    const right = codeByStack(await steps.run("Fork", () => synthesizeEnvironments(fork, scratch)));
    const found = differences(left, right);
    const { unaccepted, stale } = judge(found, accepted.parse(JSON.parse(readFileSync(acceptedFile, "utf8"))));
    const problems = [
      ...unaccepted.map(describe),
      ...stale.map(({ path }) => `${path}: accepted, but there is no such difference any more; remove the entry`),
    ];
    if (problems.length > 0) {
      throw new UserError(
        `The fork makes something else:\n${problems.map((line) => `  - ${line}`).join("\n")}\n` +
          `Make the code independent of it, or accept it with a reason in ${relative(root, acceptedFile)}.`,
      );
    }
    const stacks = count(Object.keys(left).length, "stack");
    console.log(
      `\n  ${stacks} are the same, but for ${count(found.length, "accepted difference")}. ${steps.total()}\n`,
    );
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
