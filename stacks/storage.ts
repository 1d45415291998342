// Where an environment's data is stored. Separate from the stacks that use it: changes to stored data need more care.
import type { Construct } from "constructs";
import type { StorageOutputs } from "../contracts/outputs";
import type { Storage } from "../src/storage";
import { accessLogStatement } from "../src/storage/bucket-policy";
import { DataBucket } from "../src/storage/data-bucket";
import { DataKey } from "../src/storage/data-key";
import { PrivateBucket } from "../src/storage/private-bucket";
import { removalOfKey } from "../src/storage/removal";
import { suppressChecks } from "../src/suppressions";
import { PlatformStack, type PlatformStackProps } from "./base";

export class StorageStack extends PlatformStack implements Storage {
  readonly key: DataKey;
  readonly dataBucket: DataBucket;
  readonly artifactsBucket: DataBucket;
  readonly accessLogsBucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id, props);
    const { environment } = props;
    const { removal } = environment;

    this.key = new DataKey(this, "Key", { environment, removalPolicy: removalOfKey(removal.data, removal.artifacts) });
    // S3 cannot deliver access logs to a bucket that is encrypted with a customer-managed key.
    const accessLogs = new PrivateBucket(this, "AccessLogs", {
      environment,
      purpose: "access-logs",
      removalPolicy: removal.accessLogs,
    });
    this.accessLogsBucket = accessLogs;
    accessLogs.addToPolicy(accessLogStatement(accessLogs.arn, environment.account));

    const common = { environment, key: this.key, accessLogs } as const;
    this.dataBucket = new DataBucket(this, "Data", {
      ...common,
      purpose: "data",
      removalPolicy: removal.data,
      eventBridge: true,
    });
    this.artifactsBucket = new DataBucket(this, "Artifacts", {
      ...common,
      purpose: "artifacts",
      removalPolicy: removal.artifacts,
    });

    for (const { resource } of [accessLogs, this.dataBucket, this.artifactsBucket]) {
      suppressChecks(resource, {
        CKV2_AWS_61: "The stack retention holds the rules of every bucket: nothing has to wait for them there.",
      });
    }
    this.shareAttributes(this.key.arn);
    this.publish<StorageOutputs>({
      data_bucket_name: { value: this.dataBucket.bucketName, description: "Uploads go to incoming/ of this bucket" },
      artifacts_bucket_name: { value: this.artifactsBucket.bucketName, description: "Code, models and reports" },
      access_logs_bucket_name: { value: accessLogs.bucketName, description: "Who read and wrote the other two" },
      data_key_arn: { value: this.key.arn, description: "The key that encrypts all of it" },
    });
  }
}
