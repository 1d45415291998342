// Waits for the result of an upload: start-pipeline either starts a run for it or rejects the file with a reason.
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { RejectionRecord } from "../../contracts/functions/start-pipeline";
import { executionName } from "../../contracts/run";
import { rejectionReasonKey } from "../../contracts/storage";
import { UserError } from "../../packages/errors";
import { pause } from "../../packages/process/interrupt";
import type { Upload } from "../data/upload";
import type { DeployedModel } from "./deployed-model";
import { describeRun, executionArn } from "./follow";

const patience = 60_000;

/** The ARN of the run. If the file was rejected, throws a UserError with the reason. */
export async function awaitRun(model: DeployedModel, upload: Upload): Promise<string> {
  const arn = executionArn(model.outputs.state_machine_arn, upload.execution);
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (await describeRun(model.aws, arn)) return arn;
    const reason = await rejection(model, upload);
    if (reason) throw new UserError(`The model ${model.model} cannot use ${upload.key}: ${reason}`);
    await pause(250);
  }
  throw new UserError(
    `No run began within ${patience / 1000} s after the upload of s3://${upload.bucket}/${upload.key}. ` +
      `The log group /aws/lambda/${model.training.start_pipeline_function_name} says why (docs/runbooks/upload-started-nothing.md).`,
  );
}

/** Why this version of the file was rejected. */
async function rejection(
  { aws, model }: DeployedModel,
  { bucket, key, execution }: Upload,
): Promise<string | undefined> {
  try {
    const get = new GetObjectCommand({ Bucket: bucket, Key: rejectionReasonKey(key, model) });
    const { Body } = await new S3Client(aws).send(get);
    const { reason, versionId = "" } = JSON.parse(await Body!.transformToString()) as RejectionRecord;
    // An earlier version of the file may have been rejected too.
    return executionName({ bucket, key, identity: versionId }) === execution ? reason : undefined;
  } catch (error) {
    if ((error as Error).name === "NoSuchKey") return undefined;
    throw error;
  }
}
