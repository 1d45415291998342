// The summary at the end of `npm start`: what happened to each model, how good it is, and what to type next.
import { UserError } from "../../packages/errors";
import { which } from "../setup/which";
import type { Steps } from "../terminal/steps";
import { bold, red } from "../terminal/text";
import { printRun, say } from "./report";
import type { Trained } from "./train-all";

export interface Answered extends Trained {
  /** A row of the test split and the endpoint's prediction for it; absent if no endpoint was deployed. */
  readonly sample?: Readonly<Record<string, unknown>>;
  readonly prediction?: unknown;
}

export interface StartSummary {
  readonly models: readonly Answered[];
  /** Models for which this machine has no data. */
  readonly untrained: readonly string[];
  /** Whether nothing was deployed. */
  readonly unchanged: boolean;
  readonly steps: Steps;
}

/** Returns whether every model was trained. */
export async function printStartSummary({ models, untrained, unchanged, steps }: StartSummary): Promise<boolean> {
  console.log("");
  if (unchanged && models.every(({ reused }) => reused)) {
    say("Unchanged", "nothing to deploy, the same data: these are the runs of before");
  }
  const succeeded: boolean[] = [];
  for (const one of models) succeeded.push(await printModel(one));
  for (const model of untrained) {
    say("Model", bold(model));
    say("Run", `none: no data yet. npm run train -- local ${model} FILE.csv`);
  }
  say("Time", `${steps.summary()}; together ${steps.total()}`);
  const allWell = succeeded.every(Boolean);
  if (!allWell) console.log("\n`npm start` tries again; `npm stop` removes everything.\n");
  else console.log(`\n${bold("Next")}\n${nextCommands(models).join("\n")}\n`);
  return allWell;
}

async function printModel({ model, run, sample, prediction }: Answered): Promise<boolean> {
  say("Model", bold(model.model));
  if (run instanceof UserError) {
    say("Run", red(run.message));
    return false;
  }
  const succeeded = await printRun(model.aws, run);
  if (prediction !== undefined) {
    say("Row", JSON.stringify(sample));
    say("Prediction", bold(JSON.stringify(prediction)));
  }
  return succeeded;
}

function nextCommands(models: readonly Answered[]): string[] {
  const served = models.find(({ prediction }) => prediction !== undefined);
  const rows: [string, string][] = [];
  if (which("aws")) rows.push(["npm run local -- aws s3 ls", "any AWS client talks to the local AWS"]);
  if (served) {
    rows.push([`npm run predict -- local ${served.model.model} FILE.csv`, "asks the endpoint about your rows"]);
  }
  rows.push(
    ["npm run runs -- local", "every run, and how it ended"],
    ["npm start -- --data FILE.csv --target COLUMN", "a model of your own, beside these"],
    ["npm run local -- terraform -chdir=cdktf.out/stacks/training plan", "what Terraform would change: nothing"],
    ["npm stop", "destroys everything and proves it"],
  );
  const width = Math.max(...rows.map(([command]) => command.length));
  return rows.map(([command, why]) => `  ${command.padEnd(width)}   ${why}`);
}
