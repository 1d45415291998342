// How long a bucket keeps what is in it. Apart from the bucket: the provider waits a minute for S3 to agree with itself about
// these rules, and nothing that works with the bucket has to wait for them.
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { Construct, type IDependable } from "constructs";
import { lifecycleRules, type LifecycleRulesProps } from "./lifecycle-rules";

export interface BucketRetentionProps extends LifecycleRulesProps {
  readonly bucketName: string;
  /** What has to be there first: rules about versions need versions. @default it is in a stack that is deployed before */
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
