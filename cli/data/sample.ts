// The data that a first `npm start` trains on: the AI4I 2020 predictive-maintenance set, generated.
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../packages/errors";
import { run } from "../../packages/process/run";
import { local, root } from "../paths";

/** The model that comes with the project and learns from this data. */
export const sampleModel = "machine-failure";
export const sampleRows = 10_000;

const file = join(local, "data", "ai4i2020.csv");
const generator = join("tools", "sample-data", "ai4i2020.py");

/** Generated as published, with the same bytes every time. */
export async function generateSample(python: string): Promise<string> {
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  const args = [generator, "--rows", String(sampleRows), "--seed", "42", "--output", draft];
  const { code, lines } = await run(python, args, { cwd: root });
  if (code !== 0) throw new UserError(`${generator} failed:\n${lines.slice(-8).join("\n")}`);
  renameSync(draft, file);
  return file;
}
