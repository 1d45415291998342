// Asks a served model for predictions through the predict function, as an API would.
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Payload, Predictions, Refusal } from "../../contracts/functions/predict";
import { UserError } from "../../packages/errors";
import type { AwsSettings } from "../aws/settings";
import type { DeployedModel } from "./deployed-model";
import type { Row } from "./rows";

export interface Response {
  readonly statusCode: number;
  readonly body: string;
}

/** SageMaker gives a model 60 seconds for a request, and Lambda takes 6 MB. */
const most = { rows: 1000, bytes: 4 * 1024 * 1024 };

/** Calls the function with an API Gateway HTTP API event (payload format 2.0). */
export async function callPredict(settings: AwsSettings, functionName: string, event: Payload): Promise<Response> {
  const request = { version: "2.0", headers: { "content-type": "application/json" }, isBase64Encoded: false, ...event };
  const { FunctionError, Payload } = await new LambdaClient(settings).send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }),
  );
  const text = Buffer.from(Payload ?? []).toString("utf8");
  if (FunctionError) throw new UserError(`The function ${functionName} failed: ${text}`);
  return JSON.parse(text) as Response;
}

/** In the order of the rows, which are sent in as many requests as needed. */
export async function predict(model: DeployedModel, rows: readonly Row[]): Promise<readonly unknown[]> {
  const predictions: unknown[] = [];
  for (const batch of batches(rows)) {
    const request = { body: JSON.stringify({ instances: batch }), pathParameters: { model: model.model } };
    const response = await callPredict(model.aws, model.training.predict_function_name, request);
    if (response.statusCode !== 200) throw refused(model, response, predictions.length, batch.length, rows.length);
    predictions.push(...(JSON.parse(response.body) as Predictions).predictions);
  }
  return predictions;
}

export function batches(rows: readonly Row[], { rows: mostRows, bytes: mostBytes } = most): Row[][] {
  const found: Row[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row)) + 1;
    const last = found.at(-1);
    if (last && last.length < mostRows && bytes + size <= mostBytes) {
      last.push(row);
      bytes += size;
    } else {
      found.push([row]);
      bytes = size;
    }
  }
  return found;
}

function refused(
  { model, environment: { name } }: DeployedModel,
  { statusCode, body }: Response,
  before: number,
  here: number,
  all: number,
): UserError {
  const error = sentence(body);
  if (statusCode === 404) {
    return new UserError(
      `The model ${model} is not served in ${name} yet: no run has deployed it. Train it: npm run train -- ${name} ${model} FILE.csv`,
    );
  }
  const where = here === all ? "" : ` (in rows ${before + 1} to ${before + here})`;
  return new UserError(`The model ${model} did not answer (HTTP ${statusCode})${where}: ${error}`);
}

function sentence(body: string): string {
  try {
    return (JSON.parse(body) as Refusal).error ?? body;
  } catch {
    return body;
  }
}
