// The commands for models and their runs, on the local AWS as well as in accounts.
import { command, type Parameter, refuse } from "../command";
import { model } from "../model-names";
import { choice, environment, flag, list, path, required, text } from "../parameters";
import { dataOptions } from "./this-machine";

const formats = ["csv", "json"] as const;
const anyEnvironment = environment({ local: true });

/** A name that is not taken, and that is short enough for the names built from it. */
const newName: Parameter<string> = {
  placeholder: "NAME",
  description: 'the name of the model, such as "house-prices"',
  read: async ([name]) => {
    const { modelNameProblem } = await import("../../data/model-name.js");
    const problem = modelNameProblem(name ?? "");
    return problem === undefined ? name! : refuse(name, problem);
  },
};

const rowsFile: Parameter<string> = {
  ...path("FILE", 'rows as CSV with a header, or as JSON; "-" reads standard input'),
  occurs: "once",
  read: async (texts, earlier) => {
    if (texts[0] === "-") return "-";
    return required(path("FILE", ""), 'the path of a file, or "-"').read(texts, earlier);
  },
};

const most: Parameter<number> = {
  placeholder: "N",
  description: "how many runs of each model; 20 where it is left out",
  read: (texts) => {
    const number = texts.at(-1) ?? "20";
    return /^[1-9]\d{0,2}$/.test(number) ? Number(number) : refuse(number, "a whole number from 1 to 999");
  },
};

const run = (description: string) => text("RUN", `${description}; "last" is the newest run`);

export const models = [
  command({
    name: "new-model",
    summary: "Makes the folder of a model from its data: task, metric and suspicious columns",
    examples: { "npm run new-model -- house-prices --data houses.csv --target price": "makes models/house-prices/" },
    arguments: { name: newName },
    options: {
      ...dataOptions,
      keep: list("COLUMN,…", "columns that look suspicious, and that the model may see all the same"),
    },
    check: async (values) => (await import("../../data/options.js")).dataProblems(values, { required: true }),
    load: () => import("../../commands/new-model.js"),
  }),
  command({
    name: "train",
    summary: "Uploads data for a model, and follows the run that this starts",
    examples: {
      "npm run train -- local machine-failure data.csv": "on this machine",
      "npm run train -- dev machine-failure data.csv --no-follow": "in the account of dev, without waiting for the end",
    },
    arguments: {
      environment: anyEnvironment,
      model: required(model(), "the name of a model"),
      file: required(path("FILE", "a CSV file with a header"), "the path of a CSV file"),
    },
    options: { noFollow: flag("ends once the run has begun") },
    load: () => import("../../commands/train.js"),
  }),
  command({
    name: "predict",
    summary: "Asks a served model about the rows of a file",
    examples: {
      "npm run predict -- local machine-failure rows.csv": "a line with the answer for each row",
      "npm run predict -- local machine-failure - < rows.json": "from standard input",
    },
    arguments: {
      environment: anyEnvironment,
      model: required(model(), "the name of a model"),
      file: rowsFile,
    },
    options: { as: choice("FORMAT", formats, "csv or json; as the rows are given where it is left out") },
    load: () => import("../../commands/predict.js"),
  }),
  command({
    name: "runs",
    summary: "Lists the runs of models; follows, stops or repeats one",
    examples: {
      "npm run runs -- local": "the runs on this machine",
      "npm run runs -- dev machine-failure --follow last": "the progress of the newest run",
    },
    arguments: { environment: anyEnvironment, model: model() },
    options: {
      json: flag("prints the list as JSON"),
      most,
      follow: run("follows this run to its end"),
      stop: run("stops this run"),
      again: run("starts a run with the same input as this one, and follows it"),
    },
    check: async ({ json = false, follow, stop, again }) => {
      const given = Object.entries({ json: json || undefined, follow, stop, again }).filter(
        ([, value]) => value !== undefined,
      );
      const [, second] = given;
      return second ? [{ path: `--${second[0]}`, got: `also --${given[0]![0]}`, allowed: "one of the two" }] : [];
    },
    load: () => import("../../commands/runs.js"),
  }),
];
