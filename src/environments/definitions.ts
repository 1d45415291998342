// What models learn, read from models/<name>/model.ts by name.
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The folder that holds a folder for each model. */
export const modelsFolder = join(__dirname, "..", "..", "models");

/** For error messages: the file that defines a model. */
export const definitionFile = (name: string) => `models/${name}/model.ts`;

/** Loaded when it is asked for: an environment pays for the models that it runs. */
const load = createRequire(__filename);

/** Every model that the checkout defines, in the order of their names. */
export function modelNames(folder = modelsFolder): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "model.ts")))
    .map(({ name }) => name)
    .sort();
}

/** As written, unchecked; undefined where no such model is defined. */
export function definitionOf(name: string, folder = modelsFolder): unknown {
  if (!modelNames(folder).includes(name)) return undefined;
  return (load(join(folder, name, "model.ts")) as { readonly model?: unknown }).model;
}
