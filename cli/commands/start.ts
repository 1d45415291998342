// `npm start`: from a clean checkout to served models, step by step. Each step skips what already exists.
import { rmSync } from "node:fs";
import { modelStackId } from "../../contracts/names";
import { UserError } from "../../packages/errors";
import { withCommandLock } from "../command-lock";
import { shown } from "../data/data-files";
import { dataOptions, type StartOptions } from "../data/options";
import { chooseData, type ModelData } from "../data/start-data";
import { localDeployment, logOf } from "../deploy/deployment";
import { openEnvironment } from "../deploy/open-environment";
import { startLocalAws } from "../local-aws/start";
import { type BroughtUp, bringUp } from "../local-platform/bring-up";
import { deployedModel } from "../runs/deployed-model";
import { outcomeOf } from "../runs/outcome";
import { predict } from "../runs/predict";
import { type Answered, printStartSummary } from "../runs/start-summary";
import { type Trained, trainAll } from "../runs/train-all";
import { setUp } from "../setup";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";

export async function run(options: StartOptions): Promise<number> {
  return withCommandLock("npm start", () => start(options));
}

async function start(options: StartOptions): Promise<number> {
  const steps = new Steps();
  // The log covers a single start.
  rmSync(logOf("start", "local"), { force: true });
  console.log(`\n${bold("From a clean checkout to a served model, on this machine")}\n`);
  const tools = await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  const data = await steps.run(
    "Data",
    ({ note }) => chooseData({ options: dataOptions(options), remove: options.remove, python: tools.python }, note),
    (models) => models.map(({ model, file }) => `${model}: ${file ? shown(file) : "none yet"}`).join(", "),
  );
  const { server } = await steps.run("Local AWS", startLocalAws, ({ server, how }) => `${how} at ${server.url}`);
  const local = localDeployment(server, { command: "start", again: "npm start (npm stop removes what was made)" });
  const platform = await bringUp(steps, local, { onlyChanged: isAboutOneModel(options) });
  try {
    return await trainAndPredict(steps, platform, data);
  } finally {
    await platform.finish();
  }
}

/** Whether the person names data of their own: then other models' stacks are none of its business. */
const isAboutOneModel = ({ data, remove }: StartOptions) => data !== undefined || remove !== undefined;

async function trainAndPredict(
  steps: Steps,
  { deployment, changed, finish }: BroughtUp,
  data: readonly ModelData[],
): Promise<number> {
  const place = await openEnvironment("local");
  const trainable = data.filter((one): one is Required<ModelData> => one.file !== undefined);
  const toTrain = await Promise.all(
    trainable.map(async ({ model, file }) => {
      const needed = deployment.synthesis.withProducers([modelStackId(model)]);
      const unchanged = !needed.some((stack) => changed.includes(stack));
      return { model: await deployedModel(place, model), file, unchanged };
    }),
  );
  const trained = toTrain.length > 0 ? await trainAll(steps, toTrain) : [];
  const models = await askEach(steps, trained);
  await finish();
  const untrained = data.filter(({ file }) => file === undefined).map(({ model }) => model);
  return (await printStartSummary({ models, untrained, unchanged: changed.length === 0, steps })) ? 0 : 1;
}

/** One row of the test split for each model whose endpoint was deployed. */
async function askEach(steps: Steps, trained: readonly Trained[]): Promise<readonly Answered[]> {
  const samples = trained.map(({ run }) => {
    if (run instanceof UserError || outcomeOf(run) !== "Deployed") return undefined;
    return run.output?.decision?.sample.instances[0];
  });
  if (samples.every((sample) => sample === undefined)) return trained;
  return steps.run(
    "Prediction",
    () =>
      Promise.all(
        trained.map(async (one, index): Promise<Answered> => {
          const sample = samples[index];
          if (!sample) return one;
          const [prediction] = await predict(one.model, [sample]);
          return { ...one, sample, prediction };
        }),
      ),
    () => "one row of the test split for each",
  );
}
