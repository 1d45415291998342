// `npm run policy`: runs checkov on the synthesized stacks of every environment. Each finding has to be fixed, or
// suppressed with a reason next to its resource.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { Steps } from "../terminal/steps";
import { bold, count } from "../terminal/text";
import { runCheckov } from "../policy/checkov";
import { installCheckov } from "../policy/install";
import { judge } from "../policy/judge";
import { checkSources } from "../policy/links";
import { scanStacks } from "../policy/resources";
import { synthesizeEnvironments } from "../policy/synthesize";

/** `list` prints the suppressed checks with their reasons. */
export async function run({ list }: { readonly list: boolean }): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "policy-"));
  try {
    return await check(folder, list);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function check(folder: string, list: boolean): Promise<number> {
  const steps = new Steps();
  console.log(`\n${bold("What the stacks allow, and what checkov says to it")}\n`);
  const python = await steps.run("Tools", ({ note }) => installCheckov(note));
  const stacks = await steps.run(
    "Synthesis",
    async () => scanStacks(folder, await synthesizeEnvironments(folder)),
    (all) =>
      `${count(all.length, "stack")} of ${count(new Set(all.map((one) => one.environment)).size, "environment")}`,
  );
  const report = await steps.run(
    "checkov",
    () => runCheckov(python, folder),
    ({ version, passed, failed }) => `${version}: ${count(passed.length + failed.length, "check")}`,
  );
  const { passed, suppressed, reasons, problems } = judge(stacks, report, checkSources(python, report.version));
  if (list) console.log(`\n${reasons.join("\n")}`);
  if (problems.length > 0) throw new UserError(`${count(problems.length, "problem")}:\n\n${problems.join("\n\n")}`);
  console.log(`\n  ${passed} passed; ${count(suppressed, "finding")} suppressed, each with its reason.\n`);
  return 0;
}
