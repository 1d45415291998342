// A bucket with the settings that every bucket of the platform has: versioned, encrypted, closed to the public, TLS
// only. How long it keeps its objects is set in bucket-retention.ts.
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import type { Environment } from "../environments";
import { suppressChecks } from "../suppressions";
import { PolicyDocument, type ResourcePolicyStatement } from "../iam";
import { bucketName } from "../naming";
import { bucketArn } from "../../contracts/arns";
import { encryptionStatements, tlsStatement } from "./bucket-policy";
import { mayDestroy, type RemovalPolicy, removalLifecycle } from "./removal";

export interface PrivateBucketProps {
  readonly environment: Environment;
  /** The part of the bucket's name that says what it is for. */
  readonly purpose: string;
  /** For a bucket that serves several environments. @default built from the environment and the purpose */
  readonly name?: string;
  /** ARN of the key for every object. @default the keys of S3 itself (SSE-S3) */
  readonly keyArn?: string;
  /** The bucket that receives the access logs, under this bucket's name. @default no access logs */
  readonly accessLogs?: PrivateBucket;
  /** Whether EventBridge gets an event for every object. @default false */
  readonly eventBridge?: boolean;
  /** @default "retain" */
  readonly removalPolicy?: RemovalPolicy;
}

export class PrivateBucket extends Construct {
  readonly bucketName: string;
  readonly arn: string;
  /** The bucket itself, without its settings. */
  readonly resource: S3Bucket;
  private readonly policy = new PolicyDocument();
  private readonly policyResource: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { environment, purpose, keyArn, accessLogs, eventBridge = false, removalPolicy = "retain" } = props;
    const { name = bucketName({ environment: environment.name, parts: [purpose], accountId: environment.account }) } =
      props;
    this.resource = new S3Bucket(this, "Resource", {
      bucket: name,
      forceDestroy: mayDestroy(environment, removalPolicy),
      lifecycle: removalLifecycle(environment, removalPolicy),
    });
    suppressChecks(this.resource, {
      CKV_AWS_144:
        "The platform lives in one region. Versions take back what was overwritten or deleted; a copy in another region would be a second place where the same data has to be guarded.",
      CKV2_AWS_62: eventBridge
        ? undefined
        : "Nobody acts on new objects here; EventBridge hears of the bucket where uploads arrive.",
      CKV_AWS_145: keyArn
        ? undefined
        : "S3 delivers access logs only to buckets that are encrypted with its own keys (SSE-S3).",
    });
    const { bucket } = this.resource;
    // Plain strings instead of references: both are known at synth, policies are readable, and no output is needed.
    this.bucketName = name;
    this.arn = bucketArn(environment, name);

    const publicAccess = new S3BucketPublicAccessBlock(this, "PublicAccessBlock", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "Ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketVersioningA(this, "Versioning", { bucket, versioningConfiguration: { status: "Enabled" } });
    new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: encryption(keyArn), bucketKeyEnabled: keyArn !== undefined }],
    });
    if (accessLogs) {
      const targetPrefix = `${purpose}/`;
      new S3BucketLoggingA(this, "AccessLogs", {
        bucket,
        // A reference, unlike `bucketName`: it shows checkov that the other bucket receives logs and needs none itself.
        targetBucket: accessLogs.resource.bucket,
        targetPrefix,
        dependsOn: [accessLogs.policyResource],
      });
    }
    if (eventBridge) new S3BucketNotification(this, "Notification", { bucket, eventbridge: true });

    // S3 processes changes to a bucket one at a time; two at once conflict.
    this.policyResource = new S3BucketPolicy(this, "Policy", { bucket, policy: "", dependsOn: [publicAccess] });
    this.addToPolicy(tlsStatement(this.arn));
    if (keyArn) encryptionStatements(this.arn, keyArn).forEach((statement) => this.addToPolicy(statement));
  }

  addToPolicy(statement: ResourcePolicyStatement): void {
    this.policy.add(statement);
    this.policyResource.policy = this.policy.render();
    this.policy.annotateWildcards(this.policyResource);
  }
}

function encryption(keyArn: string | undefined) {
  return keyArn ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn } : { sseAlgorithm: "AES256" };
}
