// `npm start`: from a clean checkout to a served model, step by step. Each step leaves alone what is already there.
import type { AwsSettings } from "../aws/settings";
import { rmSync } from "node:fs";
import { chooseDataSet } from "../data/choose";
import { type DataSet, rememberDataSet, shown } from "../data/data-set";
import { type DataOptions, dataOptions, type StartOptions } from "../data/options";
import { findUpload, upload } from "../data/upload";
import { localDeployment, logOf } from "../deploy/deployment";
import { type Outputs, readOutputs } from "../deploy/outputs";
import { bringUp, type BroughtUp } from "../local-platform/bring-up";
import { startLocalAws } from "../local-aws/start";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { awaitRun } from "../pipeline/await-run";
import { describeRun, executionArn, followRun, type Run } from "../pipeline/follow";
import { outcomeOf } from "../pipeline/outcome";
import { predict } from "../pipeline/predict";
import { printFailure, printSummary } from "../pipeline/report";
import { withCommandLock } from "../command-lock";
import { setUp } from "../setup";

export async function run(options: StartOptions): Promise<number> {
  return withCommandLock("npm start", () => start(dataOptions(options)));
}

async function start(options: DataOptions | undefined): Promise<number> {
  const steps = new Steps();
  // The log tells about one start.
  rmSync(logOf("start", "local"), { force: true });
  console.log(`\n${bold("From a clean checkout to a served model, on this machine")}\n`);
  const tools = await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  const dataSet = await steps.run(
    "Data",
    ({ note }) => chooseDataSet(options, tools.python, note),
    ({ title }) => title,
  );
  const { server } = await steps.run("Local AWS", startLocalAws, ({ server, how }) => `${how} at ${server.url}`);

  rememberDataSet(dataSet);
  const local = localDeployment(server, { command: "start", again: "npm start (npm stop removes what was made)" });
  const platform = await bringUp(steps, local);
  try {
    return await trainAndPredict(steps, platform, dataSet);
  } finally {
    await platform.finish();
  }
}

async function trainAndPredict(
  steps: Steps,
  { deployment, unchanged, finish }: BroughtUp,
  dataSet: DataSet,
): Promise<number> {
  const { aws } = deployment;
  const outputs = await readOutputs(deployment);
  const { run, reused } = await runPipeline(steps, aws, outputs, dataSet, unchanged);
  if (run.status !== "SUCCEEDED") {
    await printFailure(aws, run);
    return 1;
  }
  const [sample, prediction] = await tryEndpoint(steps, aws, outputs, run);
  await finish();
  printSummary({ run, outputs, dataSet, unchanged: unchanged && reused, steps, sample, prediction });
  return 0;
}

/** Lets the pipeline run on the data, unless these very stacks have done so already. */
async function runPipeline(
  steps: Steps,
  aws: AwsSettings,
  outputs: Outputs,
  { file }: DataSet,
  unchanged: boolean,
): Promise<{ readonly run: Run; readonly reused: boolean }> {
  const { data_bucket_name: bucket, state_machine_arn: stateMachine } = outputs;
  const before = unchanged ? await findUpload(aws, bucket, file) : undefined;
  const status = before && (await describeRun(aws, executionArn(stateMachine, before.execution)))?.status;
  // One that failed may succeed now.
  const reused = before !== undefined && (status === "SUCCEEDED" || status === "RUNNING");
  const uploaded = reused
    ? before
    : await steps.run(
        "Upload",
        () => upload(aws, bucket, file),
        ({ key }) => `${shown(file)} to s3://${bucket}/${key}`,
      );
  const run = await steps.run(
    status === "SUCCEEDED" ? "Last run" : "Pipeline run",
    async ({ now, note }) => followRun(aws, await awaitRun(aws, stateMachine, uploaded), now, note),
    (run) => `${outcomeOf(run)}  ${run.name}`,
    ({ status }) => status !== "SUCCEEDED",
  );
  return { run, reused };
}

/** One row of the test split and what the endpoint says about it; nothing where no endpoint was deployed. */
async function tryEndpoint(
  steps: Steps,
  aws: AwsSettings,
  { predict_function_name }: Outputs,
  run: Run,
): Promise<readonly [sample?: Readonly<Record<string, unknown>>, prediction?: unknown]> {
  const sample = run.output?.decision?.sample.instances[0];
  if (!sample || outcomeOf(run) !== "Deployed") return [];
  const ask = () => predict(aws, predict_function_name, [sample]);
  const [prediction] = await steps.run("Prediction", ask, () => "one row of the test split");
  return [sample, prediction];
}
