// Asks the served model through the predict function, as an API would.
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { UserError } from "../../packages/errors";
import type { AwsSettings } from "../aws/settings";

export interface Response {
  readonly statusCode: number;
  readonly body: string;
}

/** Calls the function with an event of API Gateway's HTTP API (payload format 2.0). */
export async function callPredict(
  settings: AwsSettings,
  functionName: string,
  event: {
    readonly body: string;
    readonly pathParameters?: { readonly endpointName: string } | { readonly model: string };
  },
): Promise<Response> {
  const request = { version: "2.0", headers: { "content-type": "application/json" }, isBase64Encoded: false, ...event };
  const { FunctionError, Payload } = await new LambdaClient(settings).send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }),
  );
  const text = Buffer.from(Payload ?? []).toString("utf8");
  if (FunctionError) throw new UserError(`The function ${functionName} failed: ${text}`);
  return JSON.parse(text) as Response;
}

/** Predictions for rows as objects by column name. */
export async function predict(
  settings: AwsSettings,
  functionName: string,
  instances: readonly Record<string, unknown>[],
): Promise<readonly unknown[]> {
  const { statusCode, body } = await callPredict(settings, functionName, {
    body: JSON.stringify({ instances }),
    pathParameters: { model: "machine-failure" },
  });
  if (statusCode !== 200) throw new UserError(`The prediction failed with status ${statusCode}: ${body}`);
  return (JSON.parse(body) as { predictions: unknown[] }).predictions;
}
