// What a caller asks for, checked before a model is bothered with it.
import { z } from "zod";
import { problemsOf } from "../shared/problems";
import { RequestError } from "./responses";

/** Lambda takes 6 MB for a whole request, SageMaker for a body. Base64 and headers need their share. */
export const maxBodyBytes = 5 * 1024 * 1024;

/** The part of API Gateway's HTTP API event (payload format 2.0) that this function reads. */
const eventSchema = z.object({
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  headers: z.record(z.string(), z.string().optional()).default({}),
  pathParameters: z.object({ endpointName: z.string().optional() }).nullish(),
});

export interface Target {
  /** The endpoint of this function. */
  readonly endpointName: string;
  /** Another endpoint may be named in the path when it begins like this. */
  readonly endpointPrefix: string;
}

export interface PredictionRequest {
  readonly endpointName: string;
  readonly contentType: "application/json" | "text/csv";
  readonly body: Buffer;
}

/** @throws RequestError with the status and a sentence for the caller */
export function readRequest(event: unknown, target: Target): PredictionRequest {
  const result = eventSchema.safeParse(event);
  if (!result.success) throw new RequestError(400, `This is no request: ${problemsOf(result.error)}`);
  const { body, isBase64Encoded, headers, pathParameters } = result.data;
  const endpointName = chooseEndpoint(pathParameters?.endpointName, target);
  const contentType = readContentType(headers);
  const bytes = readBody(body, isBase64Encoded);
  if (contentType === "application/json") checkInstances(bytes.toString("utf-8"));
  return { endpointName, contentType, body: bytes };
}

function chooseEndpoint(named: string | undefined, { endpointName, endpointPrefix }: Target): string {
  if (named === undefined) return endpointName;
  if (/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(named) && named.startsWith(endpointPrefix)) return named;
  throw new RequestError(404, `There is no endpoint "${named}" here. Names begin with "${endpointPrefix}".`);
}

function readContentType(headers: Readonly<Record<string, string | undefined>>): PredictionRequest["contentType"] {
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const type = header?.split(";")[0]!.trim().toLowerCase() || "application/json";
  if (type === "application/json" || type === "text/csv") return type;
  throw new RequestError(415, `The content type "${type}" is not understood. Allowed: application/json, text/csv.`);
}

function readBody(body: string | null | undefined, isBase64Encoded: boolean): Buffer {
  if (!body) throw new RequestError(400, `The request has no body. ${shape}`);
  if (isBase64Encoded && !/^[A-Za-z0-9+/]*={0,2}$/.test(body))
    throw new RequestError(400, "The body is said to be base64, but holds other characters.");
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf-8");
  if (bytes.length > maxBodyBytes)
    throw new RequestError(
      413,
      `The body has ${bytes.length} bytes; at most ${maxBodyBytes} are allowed. Send fewer rows.`,
    );
  if (bytes.toString("utf-8").trim() === "") throw new RequestError(400, `The body is empty. ${shape}`);
  return bytes;
}

const shape =
  'Send {"instances": [{"column": value, ...}, ...]}, or rows as lists: {"instances": [[value, ...], ...]}.';

function checkInstances(text: string): void {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new RequestError(400, `The body is not JSON: ${(error as Error).message}. ${shape}`);
  }
  const instances = typeof json === "object" && json !== null && "instances" in json ? json.instances : undefined;
  if (!Array.isArray(instances)) throw new RequestError(400, `The body holds no list "instances". ${shape}`);
  if (instances.length === 0) throw new RequestError(400, `The list "instances" is empty. ${shape}`);
  instances.forEach((instance, index) => checkInstance(instance, index, Array.isArray(instances[0])));
}

/** Which columns there have to be is the model's business: it knows them, this function does not. */
function checkInstance(instance: unknown, index: number, asList: boolean): void {
  const where = `instances[${index}]`;
  if (typeof instance !== "object" || instance === null)
    throw new RequestError(400, `${where} is ${JSON.stringify(instance)}, neither a list nor an object. ${shape}`);
  if (Array.isArray(instance) !== asList)
    throw new RequestError(
      400,
      `${where} is ${asList ? "an object" : "a list"}, but the first one is not. Use one form.`,
    );
  const nested = Object.entries(instance).find(([, value]) => typeof value === "object" && value !== null);
  if (nested)
    throw new RequestError(
      400,
      `${where} holds a list or an object at "${nested[0]}". Allowed: numbers, texts, true, false, null.`,
    );
}
