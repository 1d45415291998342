// An uploaded CSV file becomes a run of the pipeline; a file that cannot be used is put aside with a reason.
import { Logger } from "@aws-lambda-powertools/logger";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import type { Context } from "aws-lambda";
import { z } from "zod";
import { readSettings } from "../shared/settings";
import { contentProblem, type Expectation, nameOrSizeProblem, probeBytes } from "./check-upload";
import { isForPipeline, parseUpload, type Upload } from "./event";
import { executionName } from "./execution-name";
import { reject } from "./reject";

const settings = readSettings(
  z.object({
    STATE_MACHINE_ARN: z.string().min(1),
    TOPIC_ARN: z.string().min(1),
    TARGET_COLUMN: z.string().min(1),
    MAX_UPLOAD_BYTES: z.coerce.number().int().positive(),
  }),
  process.env,
);
const expectation: Expectation = { targetColumn: settings.TARGET_COLUMN, maxBytes: settings.MAX_UPLOAD_BYTES };
const logger = new Logger({ serviceName: "start-pipeline" });
const s3 = new S3Client({});
const sfn = new SFNClient({});
const sns = new SNSClient({});

export type Outcome =
  | { readonly outcome: "ignored"; readonly key: string }
  | { readonly outcome: "rejected"; readonly reason: string; readonly reasonUri: string }
  | { readonly outcome: "started" | "alreadyStarted"; readonly executionName: string };

export async function handler(event: unknown, context?: Context): Promise<Outcome> {
  if (context) logger.addContext(context);
  const upload = parseUpload(event);
  const outcome = await handle(upload);
  logger.info("Upload handled", { upload, outcome });
  return outcome;
}

async function handle(upload: Upload): Promise<Outcome> {
  if (!isForPipeline(upload)) return { outcome: "ignored", key: upload.key };
  const reason = nameOrSizeProblem(upload.key, upload.size, expectation) ?? (await probe(upload));
  if (reason !== undefined) {
    const reasonUri = await reject(upload, reason, { s3, sns, topicArn: settings.TOPIC_ARN });
    return { outcome: "rejected", reason, reasonUri };
  }
  return start(upload);
}

/** Reads the first bytes of exactly the version that the event speaks of. */
async function probe({ bucket, key, size, versionId }: Upload): Promise<string | undefined> {
  const response = await s3.send(
    new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId, Range: `bytes=0-${probeBytes - 1}` }),
  );
  return contentProblem(await response.Body!.transformToByteArray(), size <= probeBytes, expectation);
}

async function start(upload: Upload): Promise<Outcome> {
  const name = executionName(upload);
  const input = JSON.stringify({ data: { s3Uri: `s3://${upload.bucket}/${upload.key}` } });
  try {
    await sfn.send(new StartExecutionCommand({ stateMachineArn: settings.STATE_MACHINE_ARN, name, input }));
    return { outcome: "started", executionName: name };
  } catch (error) {
    // EventBridge delivers at least once: the second time, the run is there.
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    return { outcome: "alreadyStarted", executionName: name };
  }
}
