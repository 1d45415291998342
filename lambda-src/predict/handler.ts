// Predicts over HTTP: checks the request, calls the endpoint, and answers with a status that says who is at fault.
import { Logger } from "@aws-lambda-powertools/logger";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import type { Context } from "aws-lambda";
import { settings } from "../../contracts/functions/predict";
import { readSettings } from "../shared/settings";
import { type PredictionRequest, readRequest } from "./request";
import { failure, prediction, type Response } from "./responses";

const { ENDPOINT_PREFIX: endpointPrefix } = readSettings(settings, process.env);
const logger = new Logger({ serviceName: "predict" });
/** SageMaker gives a model 60 seconds; the caller decides whether to retry. */
const runtime = new SageMakerRuntimeClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 61_000 },
});

export async function handler(event: unknown, context?: Context): Promise<Response> {
  if (context) logger.addContext(context);
  let endpointName = "";
  try {
    const request = readRequest(event, endpointPrefix);
    endpointName = request.endpointName;
    return await predict(request);
  } catch (error) {
    const response = failure(error, endpointName);
    const log = response.statusCode >= 500 ? logger.error : logger.warn;
    log.call(logger, "Request failed", { endpointName, statusCode: response.statusCode, error: error as Error });
    return response;
  }
}

async function predict({ endpointName, contentType, body }: PredictionRequest): Promise<Response> {
  const response = await runtime.send(
    new InvokeEndpointCommand({
      EndpointName: endpointName,
      ContentType: contentType,
      Accept: "application/json",
      Body: body,
    }),
  );
  return prediction(Buffer.from(response.Body).toString("utf-8"), response.ContentType ?? "application/json");
}
