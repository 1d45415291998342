// The bootstrap comes first: without its bucket there is nowhere to store a state.
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { statusOf } from "../aws/errors";
import type { Deployment } from "../deploy/deployment";
import { stateBucketOf } from "../deploy/states";
import { type Finding, right, unknown, wrong } from "./finding";

export async function checkStateBucket(deployment: Deployment): Promise<readonly Finding[]> {
  const { name, account } = deployment.environment;
  const { bucket: Bucket } = stateBucketOf(deployment);
  try {
    await new S3Client(deployment.aws).send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: account }));
    return [right(Bucket)];
  } catch (error) {
    if (statusOf(error) !== 404) return [unknown(`${Bucket} does not answer: ${(error as Error).message}`)];
    return [wrong(`The bucket for the Terraform state, ${Bucket}, does not exist.`, `npm run bootstrap -- ${name}`)];
  }
}
