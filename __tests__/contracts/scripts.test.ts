import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { metricsByTask, tasks } from "../../contracts/metrics";
import { evaluate, type Learning, metricDefinition, preprocess, serving, splits, train } from "../../contracts/scripts";

// Python imports scikit-learn, which takes seconds on a busy machine.
jest.setTimeout(60_000);

const root = join(__dirname, "..", "..");
const learning: Learning = { target: "Machine failure", task: "classification", seed: 7 };
const hyperparameters = train.hyperparameters(learning, "average_precision");
const channels = train.channels.map((name) => [`SM_CHANNEL_${name.toUpperCase()}`, `/channels/${name}`]);

/** The output of answer_for_scripts.py, which runs once because Python starts slowly. */
interface Side {
  readonly preprocess: Record<string, unknown>;
  readonly train: Record<string, unknown>;
  readonly evaluate: Record<string, unknown>;
  readonly options: Record<"preprocess" | "train" | "evaluate", { name: string; choices: string[] }[]>;
  readonly metrics: Record<string, string[]>;
  readonly files: Record<string, string>;
  readonly servingCode: string[];
  readonly metricLine: string;
}
let side: Side;
beforeAll(async () => {
  const asked = {
    preprocess: preprocess.arguments({ ...learning, drop: ["UDI", "Product ID"] }),
    // As the training toolkit does.
    train: Object.entries(hyperparameters).flatMap(([name, value]) => [`--${name}`, String(value)]),
    evaluate: evaluate.arguments(learning),
  };
  const { stdout } = await promisify(execFile)(
    join(root, ".venv", "bin", "python"),
    [join(__dirname, "answer_for_scripts.py"), JSON.stringify(asked)],
    { env: { ...process.env, PYTHONPATH: join(root, "ml-src"), ...Object.fromEntries(channels) } },
  );
  side = JSON.parse(stdout) as Side;
});

describe("the arguments of", () => {
  const model = { target: "Machine failure", task: "classification", seed: 7 };

  it("preprocessing arrive as they were meant", () => {
    const folders = { input: "/opt/ml/processing/input/data", output: "/opt/ml/processing/output" };
    expect(side.preprocess).toEqual({ ...folders, ...model, drop: ["UDI", "Product ID"] });
  });

  it("training arrive as they were meant, channels from the toolkit's environment", () => {
    const folders = Object.fromEntries(train.channels.map((name) => [name, `/channels/${name}`]));
    expect(side.train).toEqual({ ...model, metric: "average_precision", ...folders, model_dir: "/opt/ml/model" });
  });

  it("evaluation arrive as they were meant", () => {
    const input = "/opt/ml/processing/input";
    const folders = { model: `${input}/model`, test: `${input}/test`, output: "/opt/ml/processing/output/evaluation" };
    expect(side.evaluate).toEqual({ ...folders, ...model });
  });

  it.each(["preprocess", "train", "evaluate"] as const)("%s: no script has an option that nobody gives", (name) => {
    const contract = { preprocess, train, evaluate }[name];
    const given = {
      preprocess: preprocess.arguments({ ...learning, drop: ["UDI"] }),
      train: [...Object.keys(hyperparameters), ...train.channels, "model-dir"].map((option) => `--${option}`),
      evaluate: evaluate.arguments(learning),
    }[name];
    expect(side.files[name]).toBe(join(root, "ml-src", contract.script));
    expect(given).toEqual(expect.arrayContaining(side.options[name].map((option) => option.name)));
  });

  it.each(["preprocess", "train", "evaluate"] as const)("%s: the tasks are those of the contract", (name) => {
    expect(side.options[name].find((option) => option.name === "--task")?.choices).toEqual([...tasks]);
  });
});

describe("metrics", () => {
  it.each(tasks)("of a %s: ml-src computes each that a gate may compare", (task) => {
    expect(side.metrics[task]).toEqual(expect.arrayContaining([...metricsByTask[task]]));
  });

  it("are found in what train.py prints", () => {
    const { Regex } = metricDefinition("r2");
    expect(side.metricLine).toMatch(/^validation:r2=/);
    expect(Number(new RegExp(Regex).exec(`noise ${side.metricLine} noise`)?.[1])).toBeCloseTo(-0.000001, 6);
    expect(new RegExp(Regex).exec("validation:rr2=1;")).toBeNull();
  });
});

it("what serves travels with the model", () => {
  expect(side.servingCode).toContain(serving.script);
});

it("training and evaluation read what preprocessing writes", () => {
  expect(splits).toEqual(
    expect.arrayContaining([...train.channels, ...evaluate.inputs.filter((name) => name !== "model")]),
  );
});
