// What `npm start` trains: each model of the local environment, and the file that it learns from on this machine.
import { UserError } from "../../packages/errors";
import { modelNames } from "../../src/environments";
import { declaredEnvironment } from "../deploy/open-environment";
import { rememberedFiles, rememberFile } from "./data-files";
import { chooseTask, describe, inspect } from "./inspect";
import { modelNameOf } from "./model-name";
import type { DataOptions } from "./options";
import { forgetOwnModel, rememberOwnModel } from "./own-models";
import { generateSample, sampleModel } from "./sample";

export interface ModelData {
  readonly model: string;
  /** Absolute path of a CSV file; undefined if this machine has none for the model yet. */
  readonly file?: string;
}

export interface StartData {
  /** The options about the person's own data. */
  readonly options?: DataOptions;
  /** The person's own model to remove. */
  readonly remove?: string;
  /** The interpreter of the project's Python environment. */
  readonly python: string;
}

/**
 * Every model of the local environment. Files named by options are remembered, so that a plain `npm start` reuses them.
 */
export async function chooseData(
  { options, remove, python }: StartData,
  note: (text: string) => void,
): Promise<readonly ModelData[]> {
  if (remove !== undefined) forgetOwnModel(remove);
  if (options) await remember(options, note);
  const files = rememberedFiles();
  const chosen: ModelData[] = [];
  for (const model of Object.keys(declaredEnvironment("local").models)) {
    const file = files[model] ?? (model === sampleModel ? await generateSample(python) : undefined);
    chosen.push({ model, file });
    if (!file) note(`${model} has no data on this machine yet: npm run train -- local ${model} FILE.csv`);
  }
  return chosen;
}

async function remember(options: DataOptions, note: (text: string) => void): Promise<void> {
  const model = options.model ?? modelNameOf(options.file);
  if (modelNames().includes(model)) requireSameModel(model, options);
  else {
    const inspection = await inspect(options);
    for (const line of describe(options, inspection)) note(line);
    const { target, drop } = options;
    rememberOwnModel(model, { target, drop, task: chooseTask(options, inspection) });
  }
  rememberFile(model, options.file);
}

/** A model that the code defines can be given other data, but not another definition. */
function requireSameModel(model: string, { target, drop, task }: DataOptions): void {
  const defined = declaredEnvironment("local").models[model]!;
  if (target === defined.target && drop.length === 0 && task === undefined) return;
  throw new UserError(
    `The model ${model} learns "${defined.target}", as models/${model}/model.ts says together with its task and the columns to drop. ` +
      `To train it on this file, give --data and --target "${defined.target}" alone. To train another model beside it, name one: --model NAME`,
  );
}
