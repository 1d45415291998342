// Reports how a run ended: its metrics and reasons, or why it failed and the last lines of its job's log.
import type { RunOutput } from "../../contracts/run";
import type { AwsSettings } from "../aws/settings";
import { bold, green, red, seconds, yellow } from "../terminal/text";
import type { Run } from "./follow";
import { lastLogLines } from "./job-log";
import { outcomeOf } from "./outcome";
import type { StateRun } from "./timeline";

export function say(title: string, text: string): void {
  console.log(`  ${title.padEnd(12)} ${text}`);
}

/** Returns whether the run succeeded, whatever its outcome. */
export async function printRun(settings: AwsSettings, run: Run): Promise<boolean> {
  if (run.status !== "SUCCEEDED") {
    await printFailure(settings, run);
    return false;
  }
  const outcome = outcomeOf(run);
  const coloured = outcome === "Deployed" ? green(outcome) : yellow(outcome);
  say("Run", `${coloured} in ${seconds(run.durationMs)} (${run.name})`);
  for (const line of metricLines(run.output?.decision)) say(...line);
  if (outcome === "RejectedByQualityGate") say("Endpoint", "not touched: a model below the gate is not deployed");
  if (outcome === "RegisteredForApproval" && run.output?.modelPackageArn) {
    say("Approve", `${run.output.modelPackageArn} waits for a person (docs/how-to/approve-and-deploy-a-model.md)`);
  }
  return true;
}

async function printFailure(settings: AwsSettings, run: Run): Promise<void> {
  const failed = failedState(run);
  say("Run", `${red(run.status)} in ${seconds(run.durationMs)} (${run.name})`);
  if (failed) say("State", failed.name);
  say("Error", run.error ?? "unknown");
  say("Cause", run.cause ?? "none was given");
  if (failed?.job) {
    say("Job", `${failed.job.name}; the end of its log:`);
    for (const line of await lastLogLines(settings, failed.job, 15)) console.log(`    ${line}`);
  }
}

/** The last task before the failure was recorded. */
function failedState({ states }: Run): StateRun | undefined {
  return states.findLast(({ name, type }) => type === "Task" && name !== "RecordFailure" && name !== "NotifyFailure");
}

function metricLines(decision: RunOutput["decision"] | undefined): [string, string][] {
  if (!decision) return [];
  const { metric, value, baseline, threshold, reasons } = decision;
  const number = (given: number | null | undefined) => (typeof given === "number" ? given.toFixed(4) : "none");
  return [
    ["Metric", `${metric} ${bold(number(value))}   baseline ${number(baseline)}   threshold ${number(threshold)}`],
    ...reasons.map((reason): [string, string] => ["", reason]),
  ];
}
