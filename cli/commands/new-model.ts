// `npm run new-model -- NAME --data FILE.csv --target COLUMN`: creates a model's folder from its data.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../packages/errors";
import { shown, rememberFile } from "../data/data-files";
import { describe, inspect } from "../data/inspect";
import { type DataOptions, dataOptions, type StartOptions } from "../data/options";
import { type Choices, choose } from "../new-model/choices";
import { modelFiles } from "../new-model/files";
import { root } from "../paths";
import { setUp } from "../setup";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";

export interface NewModelOptions extends StartOptions {
  readonly name: string;
  /** Suspicious columns that the model may use anyway. */
  readonly keep: readonly string[];
}

/** `models` is for tests. */
export async function run(options: NewModelOptions, models = join(root, "models")): Promise<number> {
  const { name, keep } = options;
  const data = dataOptions(options)!;
  if (existsSync(join(models, name))) throw new UserError(`models/${name} exists already. Nothing was changed.`);
  const steps = new Steps();
  console.log(`\n${bold(`A new model: ${name}`)}\n`);
  await steps.run(
    "Tools",
    ({ note }) => setUp(note),
    ({ summary }) => summary,
  );
  const inspection = await steps.run(
    "Data",
    async ({ note }) => {
      const found = await inspect(data);
      const [rows = "", task = ""] = describe(data, found);
      for (const line of [rows, task, ...found.warnings]) note(line);
      return found;
    },
    () => shown(data.file),
  );
  const choices = choose(data, keep, inspection);
  const files = modelFiles(name, data.file, choices, inspection);
  await steps.run(
    "Files",
    async () => makeFolder(models, name, files),
    () =>
      Object.keys(files)
        .map((file) => `models/${name}/${file}`)
        .join(", "),
  );
  rememberFile(name, data.file);
  console.log(summary(name, data, choices));
  return 0;
}

/** Writes all files or none: an interrupted run leaves nothing behind. */
function makeFolder(models: string, name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(models, { recursive: true });
  const draft = mkdtempSync(join(models, `.${name}-`));
  try {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(draft, file), text);
    renameSync(draft, join(models, name));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function summary(name: string, { file }: DataOptions, { dropped, kept }: Choices): string {
  const columns = [
    ...dropped.map(({ column, reason }) => `  Dropped  "${column}": ${reason}`),
    ...kept.map(({ column, reason }) => `  Kept     "${column}": ${reason}`),
  ];
  const settings = '{ approval: "manual", training: { spot: true }, endpoint: { kind: "realtime" } }';
  return [
    "",
    ...columns,
    ...(columns.length > 0 ? [`  To choose otherwise, edit models/${name}/model.ts.`, ""] : []),
    bold("Next"),
    `  npm start   trains it on this machine, on ${shown(file)}`,
    `  To run it in an environment, add this line to models in src/environments/dev.ts, staging.ts or prod.ts:`,
    `    ${JSON.stringify(name)}: ${settings},`,
    "",
  ].join("\n");
}
