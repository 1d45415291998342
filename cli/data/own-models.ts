// Models that `npm start -- --data …` trains without changing the sources. Their definitions are stored in the overlay
// of the local environment, which src/environments reads.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Task } from "../../contracts/metrics";
import { overlay } from "../paths";
import { forgetFiles } from "./data-files";
import { sampleModel } from "./sample";

/** The values from the command line; the other fields of a definition have defaults. */
export interface OwnDefinition {
  readonly target: string;
  readonly drop: readonly string[];
  readonly task: Task;
}

interface Overlay {
  readonly models?: Readonly<Record<string, { readonly definition?: OwnDefinition }>>;
}

/** Model -> definition, for the models that the overlay defines. */
export function ownModels(): Readonly<Record<string, OwnDefinition>> {
  const defined = Object.entries(read().models ?? {}).flatMap(([name, { definition }]) =>
    definition ? [[name, definition] as const] : [],
  );
  return Object.fromEntries(defined);
}

/** Keeps everything else in the overlay, about this model and others. */
export function rememberOwnModel(name: string, definition: OwnDefinition): void {
  const { models = {}, ...rest } = read();
  write({ ...rest, models: { ...models, [name]: { ...models[name], definition } } });
}

/** Removes the model and the record of the file that it learned from. */
export function forgetOwnModel(name: string): void {
  forgetFiles([name]);
  const { models = {}, ...rest } = read();
  const others = Object.fromEntries(Object.entries(models).filter(([other]) => other !== name));
  write(Object.keys(others).length > 0 ? { ...rest, models: others } : rest);
}

/**
 * Forgets the choices of `npm start -- --data …`. The files of models defined in models/ are kept for the next start.
 */
export function forgetOwnData(): void {
  forgetFiles([sampleModel, ...Object.keys(ownModels())]);
  forgetOverlay();
}

function forgetOverlay(): void {
  rmSync(overlay, { force: true });
}

function read(): Overlay {
  return existsSync(overlay) ? (JSON.parse(readFileSync(overlay, "utf8")) as Overlay) : {};
}

function write(content: Overlay): void {
  if (Object.keys(content).length === 0) return forgetOverlay();
  mkdirSync(dirname(overlay), { recursive: true });
  writeFileSync(overlay, `${JSON.stringify(content, null, 2)}\n`);
}
