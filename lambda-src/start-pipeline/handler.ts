// Starts a run of the model that reads from the upload's folder, or records why the model cannot use the file.
import { Logger } from "@aws-lambda-powertools/logger";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import type { Context } from "aws-lambda";
import * as contract from "../../contracts/functions/start-pipeline";
import { executionName, type RunInput } from "../../contracts/run";
import { s3Uri } from "../../contracts/storage";
import { problemsOf } from "../shared/problems";
import { readSettings } from "../shared/settings";
import { contentProblem, type Expectation, nameOrSizeProblem, probeBytes } from "./check-upload";
import { isForModel, parseUpload, type Upload } from "./event";
import { reject } from "./reject";

const settings = readSettings(contract.settings, process.env);
const logger = new Logger({ serviceName: "start-pipeline" });
const s3 = new S3Client({});
const sfn = new SFNClient({});
const sns = new SNSClient({});

export async function handler(payload: unknown, context?: Context): Promise<contract.Outcome> {
  if (context) logger.addContext(context);
  const { model, event } = parsePayload(payload);
  const upload = parseUpload(event);
  const outcome = await handle(upload, model);
  logger.info("Upload handled", { model: model.name, upload, outcome });
  return outcome;
}

function parsePayload(payload: unknown): contract.Payload {
  const result = contract.payload.safeParse(payload);
  if (result.success) return result.data;
  throw new Error(`The input of start-pipeline is not valid: ${problemsOf(result.error)}`);
}

async function handle(upload: Upload, model: contract.Model): Promise<contract.Outcome> {
  if (!isForModel(upload, model.uploads)) return { outcome: "ignored", key: upload.key };
  const expectation = { targetColumn: model.targetColumn, maxBytes: settings.MAX_UPLOAD_BYTES };
  const reason = nameOrSizeProblem(upload.key, upload.size, expectation) ?? (await probe(upload, expectation));
  if (reason !== undefined) {
    const reasonUri = await reject(upload, reason, { s3, sns, topicArn: settings.TOPIC_ARN, model });
    return { outcome: "rejected", reason, reasonUri };
  }
  return start(upload, model);
}

/** Reads the first bytes of exactly the version that the event names. */
async function probe({ bucket, key, size, versionId }: Upload, expectation: Expectation): Promise<string | undefined> {
  const response = await s3.send(
    new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId, Range: `bytes=0-${probeBytes - 1}` }),
  );
  return contentProblem(await response.Body!.transformToByteArray(), size <= probeBytes, expectation);
}

async function start(upload: Upload, { stateMachineArn }: contract.Model): Promise<contract.Outcome> {
  const name = executionName(upload);
  const input = JSON.stringify({ data: { s3Uri: s3Uri(upload.bucket, upload.key) } } satisfies RunInput);
  try {
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    return { outcome: "started", executionName: name };
  } catch (error) {
    // EventBridge delivers at least once: on a second delivery, the run already exists.
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    return { outcome: "alreadyStarted", executionName: name };
  }
}
