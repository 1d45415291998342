// How long a bucket keeps its objects. Separate from the bucket, because the provider waits a minute for these rules to
// become consistent in S3, and resources that use the bucket need not wait for them.
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { Construct, type IDependable } from "constructs";
import { lifecycleRules, type LifecycleRulesProps } from "./lifecycle-rules";

export interface BucketRetentionProps extends LifecycleRulesProps {
  readonly bucketName: string;
  /** What has to exist first: rules about versions need versioning. @default the bucket's stack is deployed before */
  readonly bucket?: IDependable;
}

export class BucketRetention extends Construct {
  constructor(scope: Construct, id: string, { bucketName, bucket, ...rules }: BucketRetentionProps) {
    super(scope, id);
    const configuration = new S3BucketLifecycleConfiguration(this, "Resource", {
      bucket: bucketName,
      rule: lifecycleRules(rules),
    });
    if (bucket) configuration.node.addDependency(bucket);
  }
}
