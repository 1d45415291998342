// What `npm start` says at the end: what happened, how good the model is, and what to type next.
import { which } from "../setup/which";
import type { DataSet } from "../data/data-set";
import type { Outputs } from "../deploy/outputs";
import type { AwsSettings } from "../aws/settings";
import type { Steps } from "../terminal/steps";
import { bold, green, red, seconds, yellow } from "../terminal/text";
import type { Run } from "./follow";
import { lastLogLines } from "./job-log";
import { outcomeOf } from "./outcome";
import type { StateRun } from "./timeline";

export interface Summary {
  readonly run: Run;
  readonly outputs: Outputs;
  readonly dataSet: DataSet;
  /** Nothing was deployed, and no run was started. */
  readonly unchanged: boolean;
  readonly steps: Steps;
  readonly sample?: Readonly<Record<string, unknown>>;
  readonly prediction?: unknown;
}

export function printSummary(summary: Summary): void {
  const { run, unchanged, steps, sample, prediction } = summary;
  const outcome = outcomeOf(run);
  console.log("");
  if (unchanged) say("Unchanged", "nothing to deploy, the same data: this is the run of before");
  say(
    "Run",
    `${outcome === "Deployed" ? green(outcome) : yellow(outcome)} in ${seconds(run.durationMs)} (${run.name})`,
  );
  for (const line of metricLines(run)) say(...line);
  if (prediction !== undefined) {
    say("Row", JSON.stringify(sample));
    say("Prediction", bold(JSON.stringify(prediction)));
  }
  if (outcome === "RejectedByQualityGate") say("Endpoint", "not touched: a model below the gate is not deployed");
  say("Time", `${steps.summary()}; together ${steps.total()}`);
  console.log(
    `\n${bold("Next")}\n${nextCommands(summary)
      .map((line) => `  ${line}`)
      .join("\n")}\n`,
  );
}

/** Why a run failed, and the last lines of the job that did. */
export async function printFailure(settings: AwsSettings, result: Run): Promise<void> {
  const failed = failedState(result);
  console.log("");
  say("Run", `${red(result.status)} in ${seconds(result.durationMs)} (${result.name})`);
  if (failed) say("State", failed.name);
  say("Error", result.error ?? "unknown");
  say("Cause", result.cause ?? "none was given");
  if (failed?.job) {
    say("Job", `${failed.job.name}; the end of its log:`);
    for (const line of await lastLogLines(settings, failed.job, 15)) console.log(`    ${line}`);
  }
  console.log("\n`npm start` tries again; `npm stop` removes everything.\n");
}

/** The last task before the failure was recorded. */
function failedState({ states }: Run): StateRun | undefined {
  return states.findLast(({ name, type }) => type === "Task" && name !== "RecordFailure" && name !== "NotifyFailure");
}

function metricLines({ output }: Run): [string, string][] {
  const decision = output?.decision;
  if (!decision) return [];
  const { metric, value, baseline, threshold, reasons } = decision;
  const number = (given: number | null | undefined) => (typeof given === "number" ? given.toFixed(4) : "none");
  return [
    ["Metric", `${metric} ${bold(number(value))}   baseline ${number(baseline)}   threshold ${number(threshold)}`],
    ...reasons.map((reason): [string, string] => ["", reason]),
  ];
}

function nextCommands({ outputs, dataSet, sample }: Summary): string[] {
  const rows: [string, string][] = [
    ["npm run local -- terraform -chdir=cdktf.out/stacks/training plan", "what Terraform would change: nothing"],
    ["npm start -- --data FILE.csv --target COLUMN", "the same with your own data"],
    ["npm stop", "destroys everything and proves it"],
  ];
  if (dataSet.choice) rows[1] = ["npm stop && npm start", "the generated data again"];
  if (which("aws")) {
    rows.unshift(["npm run local -- aws s3 ls", "any AWS client talks to the local AWS"]);
    if (sample)
      rows.splice(1, 0, [
        `npm run local -- aws sagemaker describe-endpoint --endpoint-name ${outputs.endpoint_name}`,
        "the endpoint",
      ]);
  }
  const width = Math.max(...rows.map(([command]) => command.length));
  return rows.map(([command, why]) => `${command.padEnd(width)}   ${why}`);
}

function say(title: string, text: string): void {
  console.log(`  ${title.padEnd(12)} ${text}`);
}
