// The responses: a prediction, or a status that says whose fault the error is and a sentence that says what to do.
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** The caller's mistake. */
export class RequestError extends Error {
  constructor(
    readonly status: 400 | 404 | 413 | 415,
    message: string,
  ) {
    super(message);
  }
}

export interface Response extends APIGatewayProxyStructuredResultV2 {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export function prediction(body: string, contentType: string): Response {
  return { statusCode: 200, headers: { "content-type": contentType }, body };
}

/** Any other error is a bug: the response is 500, and the caller gets no details. */
export function failure(error: unknown, endpointName: string): Response {
  if (error instanceof RequestError) return answer(error.status, error.message);
  const { name = "", message = "" } = error as Partial<Error>;
  if (name === "ModelError" && isRefusal(error)) return answer(400, modelMessage(error, message));
  if (name === "ModelError") return answer(424, `The model could not answer: ${modelMessage(error, message)}`);
  if ((name === "ValidationError" || name === "ValidationException") && /not found|could not find/i.test(message))
    return answer(404, `There is no endpoint "${endpointName}". Has a run deployed the model yet?`);
  if (name === "ValidationError" || name === "ValidationException")
    return answer(400, `SageMaker refuses the request: ${message}`);
  if (/^Throttling|^TooManyRequests|^LimitExceeded/.test(name))
    return answer(429, "Too many requests at once. Try again in a moment.", { "retry-after": "1" });
  if (isPassing(error, name))
    return answer(503, "The endpoint does not answer at the moment. Try again later.", { "retry-after": "5" });
  return answer(500, "Something unexpected happened. The function's log tells more.");
}

const passingErrors = new Set([
  "InternalDependencyException",
  "InternalFailure",
  "ModelNotReadyException",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "TimeoutError",
]);
const brokenConnections = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);

function isPassing(error: unknown, name: string): boolean {
  const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  return passingErrors.has(name) || brokenConnections.has(code ?? "") || ($metadata?.httpStatusCode ?? 0) >= 500;
}

/** The model's own "this request is wrong" (ml-src/inference.py), as opposed to a failure of the model. */
function isRefusal(error: unknown): boolean {
  const { OriginalStatusCode: status = 0 } = error as { OriginalStatusCode?: number };
  return status >= 400 && status < 500;
}

/** The container's message, if SageMaker passes it on: a sentence as JSON `{"error": …}`, or any text. */
function modelMessage(error: unknown, message: string): string {
  const original = ((error as { OriginalMessage?: string }).OriginalMessage || message).trim();
  return (sentenceIn(original) ?? original).slice(0, 2000);
}

function sentenceIn(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return typeof error === "string" ? error : undefined;
  } catch {
    return undefined;
  }
}

function answer(statusCode: number, error: string, headers: Record<string, string> = {}): Response {
  return { statusCode, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ error }) };
}
