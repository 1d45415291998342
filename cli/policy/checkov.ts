// Runs checkov on a folder of synthesized stacks: offline, and whatever the machine's own settings of checkov say.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../packages/errors";
import { run } from "../../packages/process/run";

const checkSchema = z.object({
  check_id: z.string(),
  check_name: z.string(),
  /** The Python module of the check; a class of checkov's own for checks that are written as data. */
  check_class: z.string(),
  /** Below the folder, with a slash in front. */
  file_path: z.string(),
  /** First and last line, from 1. */
  file_line_range: z.tuple([z.int(), z.int()]),
});

const reportSchema = z.object({
  results: z.object({
    passed_checks: z.array(checkSchema),
    failed_checks: z.array(checkSchema),
    skipped_checks: z.array(checkSchema),
    parsing_errors: z.array(z.string()),
  }),
  summary: z.object({ checkov_version: z.string() }),
});

export type Check = z.output<typeof checkSchema>;

export interface CheckovReport {
  readonly version: string;
  readonly passed: readonly Check[];
  readonly failed: readonly Check[];
  /** Files that checkov could not read. */
  readonly unreadable: readonly string[];
}

/** @param python the one that `installCheckov` returned */
export async function runCheckov(python: string, folder: string): Promise<CheckovReport> {
  // A home and a working directory without settings, and none in variables: a `.checkov.yaml` could switch checks off.
  const home = mkdtempSync(join(tmpdir(), "checkov-"));
  try {
    const args = ["-m", "checkov.main", "--directory", folder, "--framework", "terraform_json"];
    const quiet = ["--skip-download", "--soft-fail", "--output", "json", "--output-file-path", home];
    const { code, lines } = await run(python, [...args, ...quiet], { cwd: home, env: environment(home) });
    if (code !== 0) throw new UserError(`checkov ended with exit code ${code}:\n${lines.slice(-20).join("\n")}`);
    return parse(readFileSync(join(home, "results_json.json"), "utf8"));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Without --skip-download checkov asks for links, and without the second variable for its newest version. */
function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, LANG } = process.env;
  return { PATH, LANG, HOME: home, CKV_SKIP_PACKAGE_UPDATE_CHECK: "true", LOG_LEVEL: "ERROR", PYTHONUTF8: "1" };
}

function parse(text: string): CheckovReport {
  const found = reportSchema.safeParse(JSON.parse(text));
  // Where there is nothing to scan, checkov prints a short summary of zeros in another shape.
  if (!found.success) throw new UserError(`checkov ran no check at all. It answered: ${text.slice(0, 400)}`);
  const { results, summary } = found.data;
  const { passed_checks: passed, failed_checks: failed, skipped_checks: skipped, parsing_errors: unreadable } = results;
  // A check that was told to look away counts as failed: the only way to accept a finding is beside the resource.
  return { version: summary.checkov_version, passed, failed: [...failed, ...skipped], unreadable };
}
