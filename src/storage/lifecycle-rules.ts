// What expires by itself. S3 filters by prefix, tag or size; SageMaker tags no output, so a prefix marks it temporary.
import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";

/** Long enough to redrive a failed run and to restore an overwritten or deleted object. */
const daysKept = 30;
const daysForAnUpload = 7;

export interface LifecycleRulesProps {
  /** Objects under these prefixes expire after 30 days. @default none */
  readonly temporaryPrefixes?: readonly string[];
  /** Every object expires after this many days. @default never */
  readonly expireAfterDays?: number;
}

export function lifecycleRules({
  temporaryPrefixes = [],
  expireAfterDays,
}: LifecycleRulesProps): S3BucketLifecycleConfigurationRule[] {
  const everything = [{ prefix: "" }];
  return [
    {
      id: "abort-unfinished-uploads",
      status: "Enabled",
      filter: everything,
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: daysForAnUpload }],
    },
    {
      id: "expire-noncurrent-versions",
      status: "Enabled",
      filter: everything,
      noncurrentVersionExpiration: [{ noncurrentDays: daysKept }],
      // A delete marker is useless once the last version is gone.
      expiration: [{ expiredObjectDeleteMarker: true }],
    },
    ...temporaryPrefixes.map((prefix) => ({
      id: `expire-${prefix.replace(/\/$/, "")}`,
      status: "Enabled",
      filter: [{ prefix }],
      expiration: [{ days: daysKept }],
    })),
    ...(expireAfterDays === undefined
      ? []
      : [{ id: "expire", status: "Enabled", filter: everything, expiration: [{ days: expireAfterDays }] }]),
  ];
}
