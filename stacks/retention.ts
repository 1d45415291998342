// How long the buckets keep their objects. A separate stack that no other waits for (src/storage/bucket-retention.ts).
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
    // References, unlike `bucketName`: they record the dependency on storage in the state, so this is destroyed first.
    new BucketRetention(this, "Data", {
      bucketName: storage.dataBucket.resource.bucket,
      temporaryPrefixes: [prefixes.rejected],
    });
    new BucketRetention(this, "Artifacts", {
      bucketName: storage.artifactsBucket.resource.bucket,
      temporaryPrefixes: [prefixes.temporary],
    });
    new BucketRetention(this, "AccessLogs", {
      bucketName: storage.accessLogsBucket.resource.bucket,
      expireAfterDays: environment.logRetentionDays,
    });
  }
}
