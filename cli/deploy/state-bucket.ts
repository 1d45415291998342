// The bucket of the Terraform state. In a real account it is made once, by hand or by a bootstrap; here by each start.
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  NotFound,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { accountIdOf, environmentByName } from "../../src/environments";
import { project, stateBucketName } from "../../src/naming";
import type { ClientSettings } from "../local-aws/clients";
import type { Stack } from "./synthesized";

export const stateBucket = stateBucketName(accountIdOf(environmentByName("local")));

/** Where the S3 backend keeps the state of a stack in workspace `local`. */
export const stateKey = (stack: Stack): string => `${project}/local/${stack}/terraform.tfstate`;

export async function createStateBucket(settings: ClientSettings): Promise<void> {
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

/** Number of resources that the state of a stack holds; 0 where it has no state. */
export async function resourcesInState(settings: ClientSettings, stack: Stack): Promise<number> {
  const text = await readObject(new S3Client(settings), stateKey(stack));
  if (text === undefined) return 0;
  const { resources = [] } = JSON.parse(text) as { resources?: { mode: string; instances: unknown[] }[] };
  return resources.filter(({ mode }) => mode === "managed").reduce((sum, { instances }) => sum + instances.length, 0);
}

/** The whole bucket with every version in it. */
export async function deleteStateBucket(settings: ClientSettings): Promise<void> {
  const s3 = new S3Client(settings);
  if (!(await exists(s3))) return;
  await emptyBucket(s3, stateBucket);
  await s3.send(new DeleteBucketCommand({ Bucket: stateBucket }));
}

export async function emptyBucket(s3: S3Client, bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key: Key!, VersionId }));
    if (objects.length === 0) return;
    await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }));
  }
}

/** Text of an object of the state bucket, undefined where there is none. */
export async function readObject(s3: S3Client, key: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: stateBucket, Key: key }));
    return await Body!.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey || (error as Error).name === "NoSuchBucket") return undefined;
    throw error;
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
