// Parses and checks a caller's request before the model is called.
import { type ContentType, contentTypes, payload } from "../../contracts/functions/predict";
import { modelNamePattern } from "../../contracts/names";
import { problemsOf } from "../shared/problems";
import { RequestError } from "./responses";

/** Lambda accepts 6 MB for a whole request, SageMaker 6 MB for a body. Base64 and headers take some of it. */
export const maxBodyBytes = 5 * 1024 * 1024;

export interface PredictionRequest {
  readonly endpointName: string;
  readonly contentType: ContentType;
  readonly body: Buffer;
}

/**
 * @param endpointPrefix the prefix of the names of the environment's endpoints; a model's name follows
 * @throws RequestError with the status and a sentence for the caller
 */
export function readRequest(event: unknown, endpointPrefix: string): PredictionRequest {
  const result = payload.safeParse(event);
  if (!result.success) throw new RequestError(400, `This is not a request: ${problemsOf(result.error)}`);
  const { body, isBase64Encoded, headers, pathParameters } = result.data;
  const endpointName = chooseEndpoint(pathParameters ?? {}, endpointPrefix);
  const contentType = readContentType(headers);
  const bytes = readBody(body, isBase64Encoded);
  if (contentType === "application/json") checkInstances(bytes.toString("utf-8"));
  return { endpointName, contentType, body: bytes };
}

function chooseEndpoint({ model, endpointName }: Partial<Record<string, string>>, prefix: string): string {
  if (model !== undefined && endpointName !== undefined) {
    throw new RequestError(400, "The path names a model and an endpoint. Name one of them.");
  }
  if (model !== undefined) {
    if (modelNamePattern.test(model)) return `${prefix}${model}`;
    throw new RequestError(
      404,
      `There is no model "${model}". Names hold lower-case letters, digits and single hyphens.`,
    );
  }
  if (endpointName === undefined) throw new RequestError(400, "The path names no model.");
  if (/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(endpointName) && endpointName.startsWith(prefix)) return endpointName;
  throw new RequestError(404, `There is no endpoint "${endpointName}" here. Names begin with "${prefix}".`);
}

function readContentType(headers: Readonly<Record<string, string | undefined>>): ContentType {
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const type = header?.split(";")[0]!.trim().toLowerCase() || "application/json";
  const known = contentTypes.find((candidate) => candidate === type);
  if (known) return known;
  throw new RequestError(415, `The content type "${type}" is not understood. Allowed: ${contentTypes.join(", ")}.`);
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

/** Which columns are required is checked by the model, which knows them; this function does not. */
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
