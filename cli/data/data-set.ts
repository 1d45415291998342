// Which data the local deployment learns from. It is remembered, so that a plain `npm start` goes on with the same.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { UserError } from "../../packages/errors";
import { local, overlay, root } from "../paths";
import { run } from "../../packages/process/run";
import type { DataOptions, Task } from "./options";

export interface DataSet {
  /** Absolute path of the CSV file. */
  readonly file: string;
  /** For people. */
  readonly title: string;
  /** What `npm start -- --data …` said; undefined for the data of the environment itself. */
  readonly choice?: { readonly target: string; readonly drop: readonly string[]; readonly task: Task };
}

const record = join(local, "data-set.json");
const generated = join(local, "data", "ai4i2020.csv");
const generator = join("tools", "sample-data", "ai4i2020.py");
export const generatedRows = 10_000;

/** The one in use, or undefined before the first start. */
export function rememberedDataSet(): DataSet | undefined {
  return existsSync(record) ? (JSON.parse(readFileSync(record, "utf8")) as DataSet) : undefined;
}

/** Makes it the one in use: the overlay tells the stacks, the record tells the next start. */
export function rememberDataSet(dataSet: DataSet): void {
  const { choice } = dataSet;
  if (choice) write(overlay, { models: { "machine-failure": { definition: choice } } });
  else rmSync(overlay, { force: true });
  write(record, dataSet);
}

export function forgetDataSet(): void {
  for (const file of [record, overlay]) rmSync(file, { force: true });
}

export function ownDataSet({ file, target, drop }: DataOptions, task: Task): DataSet {
  return { file, title: basename(file), choice: { target, drop, task } };
}

/** The AI4I 2020 predictive-maintenance set, made as published: the same bytes every time. */
export async function generateDataSet(python: string): Promise<DataSet> {
  const dataSet = { file: generated, title: `AI4I 2020, ${generatedRows.toLocaleString("en-US")} rows, generated` };
  if (existsSync(generated)) return dataSet;
  mkdirSync(dirname(generated), { recursive: true });
  const draft = `${generated}.new`;
  const args = [generator, "--rows", String(generatedRows), "--seed", "42", "--output", draft];
  const { code, lines } = await run(python, args, { cwd: root });
  if (code !== 0) throw new UserError(`${generator} failed:\n${lines.slice(-8).join("\n")}`);
  renameSync(draft, generated);
  return dataSet;
}

export async function contentHash(file: string): Promise<string> {
  if (!existsSync(file)) {
    throw new UserError(
      `${file} is not there any more. Put it back, or name another: npm start -- --data FILE.csv --target COLUMN`,
    );
  }
  const hash = createHash("sha256");
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest("hex");
}

export const shown = (file: string): string => (file.startsWith(root) ? relative(root, file) : file);

function write(file: string, content: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
