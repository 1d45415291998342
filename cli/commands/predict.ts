// `npm run predict -- ENV MODEL FILE|-`: predicts the rows of a file. Only the answer goes to standard output.
import type { EnvironmentName } from "../../src/environments";
import { openEnvironment } from "../deploy/open-environment";
import { deployedModel } from "../runs/deployed-model";
import { predict } from "../runs/predict";
import { predictionsAsCsv, predictionsAsJson } from "../runs/predictions";
import { readRows } from "../runs/rows";

export interface PredictOptions {
  readonly environment: EnvironmentName;
  readonly model: string;
  /** Absolute path, or "-" for standard input. */
  readonly file: string;
  /** @default the format of the input */
  readonly as?: "csv" | "json";
}

export async function run({ environment, model, file, as }: PredictOptions): Promise<number> {
  const { rows, format } = readRows(file);
  const predictions = await predict(await deployedModel(await openEnvironment(environment), model), rows);
  console.log((as ?? format) === "csv" ? predictionsAsCsv(predictions) : predictionsAsJson(predictions));
  return 0;
}
