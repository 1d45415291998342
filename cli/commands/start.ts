// `npm start`: from a clean checkout to a served model, step by step. Each step leaves alone what is already there.
import { rememberDataSet, shown } from "../data/data-set";
import { chooseDataSet } from "../data/choose";
import { type DataOptions, parseDataOptions } from "../data/options";
import { findUpload, upload } from "../data/upload";
import { deploy, deployLog, nothingToChange } from "../deploy/deploy";
import { releaseStaleLocks } from "../deploy/locks";
import { readOutputs } from "../deploy/outputs";
import { resourceCount, stacks, synthesize } from "../deploy/synthesized";
import { createStateBucket, resourcesInState } from "../deploy/state-bucket";
import { initializeStacks } from "../deploy/workspaces";
import { clientEnvironment, clientSettings } from "../local-aws/clients";
import { startLocalAws } from "../local-aws/start";
import { bold } from "../output/text";
import { Steps } from "../output/steps";
import { awaitRun } from "../pipeline/await-run";
import { describeRun, executionArn, followRun, type Run } from "../pipeline/follow";
import { predict } from "../pipeline/predict";
import { printFailure, printSummary } from "../pipeline/report";
import { exclusively } from "../process/exclusive";
import { setUp } from "../setup";

export async function run(args: string[]): Promise<number> {
  // npm changes to the project's root; paths are meant from where the person is.
  const options = parseDataOptions(args, process.env.INIT_CWD);
  return exclusively("npm start", () => start(options));
}

async function start(options: DataOptions | undefined): Promise<number> {
  const steps = new Steps();
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
  const env = clientEnvironment(server);
  const aws = clientSettings(server);

  rememberDataSet(dataSet);
  await steps.run("Synthesis", () => synthesize(env), countResources);
  await steps.run(
    "Workspaces",
    async ({ now, note }) => {
      await createStateBucket(aws);
      await initializeStacks(env, deployLog, now);
      await releaseStaleLocks(aws, env, note);
    },
    () => `"local" in the state of ${stacks.join(", ")}`,
  );

  const deployed = (await Promise.all(stacks.map((stack) => resourcesInState(aws, stack)))).every((count) => count > 0);
  const unchanged =
    deployed &&
    (await steps.run(
      "Plan",
      () => nothingToChange(env),
      (same) => (same ? "nothing to change" : "changes"),
    ));
  if (!unchanged) await steps.run("Deployment", ({ now, note }) => deploy(env, now, note), countResources);

  const outputs = await readOutputs(env);
  const before = await findUpload(aws, outputs.data_bucket_name, dataSet.file);
  const earlier = before && (await describeRun(aws, executionArn(outputs.state_machine_arn, before.execution)));
  // A run that failed may succeed now; one that was made by other stacks says nothing about these.
  const reuse = before && unchanged && (earlier?.status === "SUCCEEDED" || earlier?.status === "RUNNING");
  const uploaded = reuse
    ? before
    : await steps.run(
        "Upload",
        () => upload(aws, outputs.data_bucket_name, dataSet.file),
        ({ bucket, key }) => `${shown(dataSet.file)} to s3://${bucket}/${key}`,
      );

  const result = await steps.run(
    reuse && earlier?.status === "SUCCEEDED" ? "Last run" : "Pipeline run",
    async ({ now, note }) => {
      const arn = await awaitRun(aws, outputs.state_machine_arn, uploaded);
      return followRun(aws, arn, now, note);
    },
    describeResult,
  );
  if (result.status !== "SUCCEEDED") {
    await printFailure(aws, result);
    return 1;
  }
  const sample = result.output?.decision?.sample.instances.slice(0, 1) ?? [];
  const served = result.states.at(-1)?.name === "Deployed" && sample.length > 0;
  const predictions = served
    ? await steps.run(
        "Prediction",
        () => predict(aws, outputs.predict_function_name, sample),
        () => "one row of the test split",
      )
    : [];
  printSummary({
    result,
    outputs,
    dataSet,
    unchanged,
    reused: Boolean(reuse),
    steps,
    sample: sample[0],
    prediction: predictions[0],
  });
  return 0;
}

function countResources(): string {
  return stacks.map((stack) => `${stack} ${resourceCount(stack)}`).join(", ") + " resources";
}

function describeResult({ name, states }: Run): string {
  return `${states.at(-1)?.name}  ${name}`;
}
