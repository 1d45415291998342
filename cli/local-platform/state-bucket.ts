// The bucket of the Terraform state for the environment local: each start creates it if `npm run bootstrap` has not.
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  NotFound,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { environmentByName } from "../../src/environments";
import { stateBucketName } from "../../src/naming";
import type { AwsSettings } from "../aws/settings";

const stateBucket = stateBucketName(environmentByName("local").account);

export async function createStateBucket(settings: AwsSettings): Promise<void> {
  const s3 = new S3Client(settings);
  if (await exists(s3)) return;
  await s3.send(new CreateBucketCommand({ Bucket: stateBucket }));
  await Promise.all([
    s3.send(new PutBucketVersioningCommand({ Bucket: stateBucket, VersioningConfiguration: { Status: "Enabled" } })),
    s3.send(
      new PutBucketEncryptionCommand({
        Bucket: stateBucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true }],
        },
      }),
    ),
    s3.send(
      new PutPublicAccessBlockCommand({
        Bucket: stateBucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
    ),
  ]);
}

/** The whole bucket, with every version in it. */
export async function deleteStateBucket(settings: AwsSettings): Promise<void> {
  const s3 = new S3Client(settings);
  if (!(await exists(s3))) return;
  await emptyBucket(s3, stateBucket);
  await s3.send(new DeleteBucketCommand({ Bucket: stateBucket }));
}

/** Deletes every version of every object, or of those below the prefix. Returns the number of versions. */
export async function emptyBucket(s3: S3Client, bucket: string, prefix?: string): Promise<number> {
  for (let deleted = 0; ;) {
    const page = new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix });
    const { Versions = [], DeleteMarkers = [] } = await s3.send(page);
    const objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key: Key!, VersionId }));
    if (objects.length === 0) return deleted;
    await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }));
    deleted += objects.length;
  }
}

async function exists(s3: S3Client): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: stateBucket }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
