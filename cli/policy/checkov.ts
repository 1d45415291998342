// Runs checkov on a folder of synthesized stacks: offline, and regardless of the machine's own checkov settings.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../packages/errors";
import { run } from "../../packages/process/run";

const checkSchema = z.object({
  check_id: z.string(),
  check_name: z.string(),
  /** The Python module of the check; for checks written as data, one of checkov's own classes. */
  check_class: z.string(),
  /** Relative to the folder, with a leading slash. */
  file_path: z.string(),
  /** First and last line, counted from 1. */
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
  /** Files that checkov could not parse. */
  readonly unreadable: readonly string[];
}

/** @param python the interpreter that `installCheckov` returned */
export async function runCheckov(python: string, folder: string): Promise<CheckovReport> {
  // No settings in the home and working directories or in variables: a `.checkov.yaml` could switch checks off.
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

/** Without --skip-download checkov requests links, and without the second variable its newest version. */
function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, LANG } = process.env;
  return { PATH, LANG, HOME: home, CKV_SKIP_PACKAGE_UPDATE_CHECK: "true", LOG_LEVEL: "ERROR", PYTHONUTF8: "1" };
}

function parse(text: string): CheckovReport {
  const found = reportSchema.safeParse(JSON.parse(text));
  // If there is nothing to scan, checkov prints a short summary of zeros in another format.
  if (!found.success) throw new UserError(`checkov ran no check at all. It answered: ${text.slice(0, 400)}`);
  const { results, summary } = found.data;
  const { passed_checks: passed, failed_checks: failed, skipped_checks: skipped, parsing_errors: unreadable } = results;
  // A check that is skipped inline counts as failed: a finding can only be suppressed next to the resource.
  return { version: summary.checkov_version, passed, failed: [...failed, ...skipped], unreadable };
}
