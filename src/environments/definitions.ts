// The definitions of models, read by name from models/<name>/model.ts.
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The folder with one folder for each model. */
export const modelsFolder = join(__dirname, "..", "..", "models");

/** For error messages: the file that defines a model. */
export const definitionFile = (name: string) => `models/${name}/model.ts`;

/** Loaded on demand, so that an environment loads only the models it runs. */
const load = createRequire(__filename);

/** Every model defined in the checkout, sorted by name. */
export function modelNames(folder = modelsFolder): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "model.ts")))
    .map(({ name }) => name)
    .sort();
}

/** As written, unchecked; undefined if no such model is defined. */
export function definitionOf(name: string, folder = modelsFolder): unknown {
  if (!modelNames(folder).includes(name)) return undefined;
  return (load(join(folder, name, "model.ts")) as { readonly model?: unknown }).model;
}
