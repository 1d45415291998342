// The platform on the local AWS.
import { command, passingOn } from "../command";
import { choice, flag, list, path, text } from "../parameters";

/** As in cli/data/options.ts, which is loaded only when it is needed. */
const tasks = ["classification", "regression"] as const;

export const dataOptions = {
  data: path("FILE.csv", "your own data: a CSV file with a header"),
  target: text("COLUMN", "the column that the model learns to predict"),
  drop: list("COLUMN,…", "columns that the model must not see"),
  task: choice("TASK", tasks, "classification or regression, where the data do not tell"),
} as const;

export const thisMachine = [
  command({
    name: "start",
    summary: "Brings the platform up, trains a model and asks it for a prediction",
    examples: {
      "npm start": "trains on generated AI4I 2020 data",
      "npm start -- --data FILE.csv --target COLUMN": "trains on your own data",
    },
    options: dataOptions,
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
