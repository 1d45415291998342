// Models that `npm start -- --data …` trains without touching the sources. What they learn lies in the overlay of the
// local environment, which src/environments reads.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Task } from "../../contracts/metrics";
import { overlay } from "../paths";
import { forgetFiles } from "./data-files";
import { sampleModel } from "./sample";

/** What the command line said; the rest of a definition has defaults. */
export interface OwnDefinition {
  readonly target: string;
  readonly drop: readonly string[];
  readonly task: Task;
}

interface Overlay {
  readonly models?: Readonly<Record<string, { readonly definition?: OwnDefinition }>>;
}

/** Model -> what it learns, for those that the overlay defines. */
export function ownModels(): Readonly<Record<string, OwnDefinition>> {
  const defined = Object.entries(read().models ?? {}).flatMap(([name, { definition }]) =>
    definition ? [[name, definition] as const] : [],
  );
  return Object.fromEntries(defined);
}

/** Keeps whatever else the overlay says, of this model and of others. */
export function rememberOwnModel(name: string, definition: OwnDefinition): void {
  const { models = {}, ...rest } = read();
  write({ ...rest, models: { ...models, [name]: { ...models[name], definition } } });
}

/** With the file that it learnt from. */
export function forgetOwnModel(name: string): void {
  forgetFiles([name]);
  const { models = {}, ...rest } = read();
  const others = Object.fromEntries(Object.entries(models).filter(([other]) => other !== name));
  write(Object.keys(others).length > 0 ? { ...rest, models: others } : rest);
}

/** What `npm start -- --data …` chose. The files of models that models/ defines are kept for the next start. */
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
