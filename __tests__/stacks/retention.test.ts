// What the buckets expire, in a stack that no other waits for.
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { environment } from "../support/environments";
import { StackTemplates } from "../support/stacks";

const stacks = new StackTemplates(environment("prod"));
const prod = stacks.retention;

it("aborts unfinished uploads and forgets old versions in every bucket", () => {
  expect(prod.resources(S3BucketLifecycleConfiguration)).toHaveLength(3);
  for (const { rule } of prod.resources(S3BucketLifecycleConfiguration)) {
    expect(rule).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }),
        expect.objectContaining({
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          expiration: [{ expired_object_delete_marker: true }],
        }),
      ]),
    );
  }
});

it("lets what is temporary expire, and never a model", () => {
  const expiring = (id: string) =>
    (prod.only(S3BucketLifecycleConfiguration, `retention/${id}`).rule as Record<string, unknown>[])
      .filter(({ expiration, id }) => expiration && id !== "expire-noncurrent-versions")
      .map(({ filter, expiration }) => [filter, expiration]);
  expect(expiring("Data")).toEqual([[[{ prefix: "rejected/" }], [{ days: 30 }]]]);
  expect(expiring("Artifacts")).toEqual([[[{ prefix: "temporary/" }], [{ days: 30 }]]]);
});

it("keeps access logs as long as the environment keeps logs", () => {
  expect(prod.only(S3BucketLifecycleConfiguration, "retention/AccessLogs").rule).toEqual(
    expect.arrayContaining([expect.objectContaining({ expiration: [{ days: 365 }] })]),
  );
});

it("each bucket of the storage has its rules here, and no other stack has any", () => {
  const buckets = prod.resources(S3BucketLifecycleConfiguration).map(({ bucket }) => bucket);
  expect(new Set(buckets).size).toBe(stacks.storage.resources(S3Bucket).length);
  const holders = Object.entries(stacks.all).filter(([, template]) =>
    template.types.includes("aws_s3_bucket_lifecycle_configuration"),
  );
  expect(holders.map(([id]) => id)).toEqual(["retention"]);
});
