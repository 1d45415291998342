// The names of the buckets, which all accounts share: each is free, or is the environment's own already.
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { SynthesizedDeployment } from "../deploy/deployment";
import { statusOf } from "../aws/errors";
import { type Finding, right, unknown, wrong } from "./finding";
import { argumentsOf } from "./resources";

export async function checkBuckets(deployment: SynthesizedDeployment): Promise<readonly Finding[]> {
  const names = argumentsOf(deployment.synthesis, "aws_s3_bucket").map(({ bucket }) => String(bucket));
  return Promise.all(names.sort().map((name) => checkName(deployment, name)));
}

async function checkName({ aws, environment }: SynthesizedDeployment, Bucket: string): Promise<Finding> {
  try {
    await new S3Client(aws).send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: environment.account }));
    return right(`${Bucket} exists and is this account's`);
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return right(`${Bucket} is free`);
    if (status !== 403) return unknown(`S3 does not say whether ${Bucket} is free: ${(error as Error).message}`);
    return wrong(
      `The bucket ${Bucket} belongs to another account, or these credentials may not see it.`,
      "Names of buckets are unique among all accounts. If it is another's, change `project` in contracts/names.ts before anything is deployed.",
    );
  }
}
