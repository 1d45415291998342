// `npm run train -- ENV MODEL FILE`: uploads data for a model, and follows the run that this starts.
import type { EnvironmentName } from "../../src/environments";
import { InvalidInputError } from "../../packages/errors";
import { readHeader } from "../data/csv-header";
import { rememberedFiles, rememberFile, shown } from "../data/data-files";
import { upload } from "../data/upload";
import { openEnvironment } from "../deploy/open-environment";
import { awaitRun } from "../runs/await-run";
import { type DeployedModel, deployedModel } from "../runs/deployed-model";
import { followRun } from "../runs/follow";
import { outcomeOf } from "../runs/outcome";
import { printRun } from "../runs/report";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";

export interface TrainOptions {
  readonly environment: EnvironmentName;
  readonly model: string;
  /** Absolute path of a CSV file. */
  readonly file: string;
  /** Returns once the run has started. */
  readonly noFollow: boolean;
}

export async function run({ environment: name, model: modelName, file, noFollow }: TrainOptions): Promise<number> {
  const steps = new Steps();
  const model = await deployedModel(await openEnvironment(name), modelName);
  requireTarget(model, file);
  console.log(`\n${bold(`Training ${modelName} in ${name}`)}\n`);
  const uploaded = await steps.run(
    "Upload",
    () => upload(model, file),
    ({ bucket, key }) => `${shown(file)} to s3://${bucket}/${key}`,
  );
  if (name === "local" && !(modelName in rememberedFiles())) rememberFile(modelName, file);
  const arn = await steps.run(
    "Start",
    () => awaitRun(model, uploaded),
    () => uploaded.execution,
  );
  if (noFollow) {
    console.log(`\n  To follow it: npm run runs -- ${name} ${modelName} --follow ${uploaded.execution}\n`);
    return 0;
  }
  const run = await steps.run("Run", ({ now, note }) => followRun(model.aws, arn, now, note), outcomeOf, failed);
  console.log("");
  const succeeded = await printRun(model.aws, run);
  console.log(`\n  ${nextStep(name, modelName, outcomeOf(run))}\n`);
  return succeeded ? 0 : 1;
}

export const failed = ({ status }: { readonly status: string }): boolean => status !== "SUCCEEDED";

/** The function that starts runs would refuse the file as well, but only after the upload. */
function requireTarget({ model, outputs }: DeployedModel, file: string): void {
  const header = readHeader(file);
  if ("got" in header) throw new InvalidInputError("npm run train", [{ path: "FILE", ...header }]);
  const { columns } = header;
  if (columns.includes(outputs.target)) return;
  const allowed = `a file with the column that ${model} learns to predict, "${outputs.target}"`;
  throw new InvalidInputError("npm run train", [{ path: "FILE", got: `columns ${columns.join(", ")}`, allowed }]);
}

function nextStep(environment: string, model: string, outcome: string): string {
  if (outcome === "Deployed") return `To ask it: npm run predict -- ${environment} ${model} ROWS.csv`;
  return `All runs: npm run runs -- ${environment} ${model}`;
}
