// How long the buckets keep what is in them. A stack of its own, which no other waits for (src/storage/bucket-retention.ts).
import type { Construct } from "constructs";
import { prefixes } from "../contracts/storage";
import { BucketRetention } from "../src/storage/bucket-retention";
import { PlatformStack, type PlatformStackProps } from "./base";
import type { StorageStack } from "./storage";

export interface RetentionStackProps extends PlatformStackProps {
  readonly storage: StorageStack;
}

export class RetentionStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: RetentionStackProps) {
    super(scope, id, props);
    const { environment, storage } = props;
    new BucketRetention(this, "Data", {
      bucketName: storage.dataBucket.bucketName,
      temporaryPrefixes: [prefixes.rejected],
    });
    new BucketRetention(this, "Artifacts", {
      bucketName: storage.artifactsBucket.bucketName,
      temporaryPrefixes: [prefixes.temporary],
    });
    new BucketRetention(this, "AccessLogs", {
      bucketName: storage.accessLogsBucket.bucketName,
      expireAfterDays: environment.logRetentionDays,
    });
  }
}
