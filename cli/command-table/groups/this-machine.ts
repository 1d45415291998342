// The commands for the platform on the local AWS.
import { command, type Parameter, passingOn, refuse } from "../command";
import { choice, flag, list, path, text } from "../parameters";

/** As in cli/data/options.ts, which is loaded only when needed. */
const tasks = ["classification", "regression"] as const;

export const dataOptions = {
  data: path("FILE.csv", "your own data: a CSV file with a header"),
  target: text("COLUMN", "the column that the model learns to predict"),
  drop: list("COLUMN,…", "columns that the model must not see"),
  task: choice("TASK", tasks, "classification or regression, where the data do not tell"),
} as const;

/** A model of the local environment, or a new one. */
const modelToTrain: Parameter<string | undefined> = {
  ...text("NAME", "the model that learns from the data; named after the file where it is left out"),
  read: async (texts) => {
    const name = texts.at(-1);
    const { modelNameProblem } = await import("../../data/model-name.js");
    const problem = name === undefined ? undefined : modelNameProblem(name, ["local"]);
    return problem === undefined ? name : refuse(name, problem);
  },
};

/** A model that an earlier `npm start -- --data` added. */
const ownModel: Parameter<string | undefined> = {
  ...text("NAME", "removes this model of your own, and destroys what is deployed of it"),
  read: async (texts) => {
    const name = texts.at(-1);
    if (name === undefined) return undefined;
    const { ownModels } = await import("../../data/own-models.js");
    const own = Object.keys(ownModels());
    if (own.includes(name)) return name;
    const allowed = own.length > 0 ? own.join(", ") : "none: no model of your own was added with --data";
    return refuse(name, `${allowed}. A model of models/ goes with its folder`, own);
  },
};

export const thisMachine = [
  command({
    name: "start",
    summary: "Brings the platform up, trains its models and asks each for a prediction",
    examples: {
      "npm start": "trains on generated AI4I 2020 data",
      "npm start -- --data FILE.csv --target COLUMN": "trains a model of your own beside the others",
      "npm start -- --remove NAME": "removes it again, with all that is deployed of it",
    },
    options: { ...dataOptions, model: modelToTrain, remove: ownModel },
    check: async (values) => (await import("../../data/options.js")).dataProblems(values),
    load: () => import("../../commands/start.js"),
  }),
  command({
    name: "stop",
    summary: "Destroys everything on this machine, and proves that nothing is left",
    options: {
      discard: flag("deletes the local AWS with all that is in it, where destroying is not possible; proves nothing"),
    },
    load: () => import("../../commands/stop.js"),
  }),
  passingOn({
    name: "local",
    summary: "Runs any command as a client of the local AWS",
    examples: {
      "npm run local -- aws s3 ls": "lists its buckets",
      "npm run local -- npm run deploy -- dev --yes": "deploys dev to the local AWS instead of an account",
    },
    passesOn: { placeholder: "COMMAND…", description: "the command and all its arguments" },
    load: () => import("../../commands/local.js"),
  }),
];
