// After an upload: start-pipeline either begins a run for it or puts the file aside with a reason.
import { relative } from "node:path";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { RejectionRecord } from "../../contracts/functions/start-pipeline";
import { executionName } from "../../contracts/run";
import { rejectionReasonKey } from "../../contracts/storage";
import { UserError } from "../../packages/errors";
import type { Upload } from "../data/upload";
import type { AwsSettings } from "../aws/settings";
import { serverLog } from "../local-aws/server-file";
import { root } from "../paths";
import { pause } from "../../packages/process/interrupt";
import { describeRun, executionArn } from "./follow";

const patience = 60_000;

/** The ARN of the run. A rejected file is a UserError with the reason. */
export async function awaitRun(settings: AwsSettings, stateMachineArn: string, upload: Upload): Promise<string> {
  const arn = executionArn(stateMachineArn, upload.execution);
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (await describeRun(settings, arn)) return arn;
    const reason = await rejection(settings, upload);
    if (reason) throw new UserError(`The pipeline rejected ${upload.key}: ${reason}`);
    await pause(250);
  }
  throw new UserError(
    `No run began within ${patience / 1000} s after the upload of s3://${upload.bucket}/${upload.key}. ` +
      `What start-pipeline said: npm run local -- aws logs tail /aws/lambda/…; the local AWS's log: ${relative(root, serverLog)}`,
  );
}

/** Why this version of the file was put aside. */
async function rejection(settings: AwsSettings, { bucket, key, execution }: Upload): Promise<string | undefined> {
  try {
    const reasonKey = rejectionReasonKey(key, "machine-failure");
    const { Body } = await new S3Client(settings).send(new GetObjectCommand({ Bucket: bucket, Key: reasonKey }));
    const { reason, versionId } = JSON.parse(await Body!.transformToString()) as RejectionRecord;
    // An earlier version of the file may have been rejected too.
    return executionName({ bucket, key, identity: versionId ?? "" }) === execution ? reason : undefined;
  } catch (error) {
    if ((error as Error).name === "NoSuchKey") return undefined;
    throw error;
  }
}
