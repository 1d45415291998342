import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { environment } from "../support/environments";
import { storageTemplate } from "../support/stacks";
import { statement, statements } from "../support/template";

const prod = storageTemplate(environment("prod"));
const local = storageTemplate(environment("local"));

describe("every bucket", () => {
  it("is named by environment and account", () => {
    expect(prod.resources(S3Bucket).map(({ bucket }) => bucket)).toEqual([
      "mlplatform-prod-access-logs-333333333333",
      "mlplatform-prod-artifacts-333333333333",
      "mlplatform-prod-data-333333333333",
    ]);
  });

  it("is versioned, closed to the public, and owns what lies in it", () => {
    const closed = {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    };
    expect(prod.resources(S3BucketVersioningA)).toMatchObject(
      Array(3).fill({ versioning_configuration: { status: "Enabled" } }),
    );
    expect(prod.resources(S3BucketPublicAccessBlock)).toMatchObject(Array(3).fill(closed));
    expect(prod.resources(S3BucketOwnershipControls)).toMatchObject(
      Array(3).fill({ rule: { object_ownership: "BucketOwnerEnforced" } }),
    );
  });

  it("refuses everybody without TLS", () => {
    expect(prod.resources(S3BucketPolicy)).toHaveLength(3);
    for (const id of ["AccessLogs", "Artifacts", "Data"]) {
      const { policy } = prod.only(S3BucketPolicy, `${id}/Policy`);
      const arn = `arn:aws:s3:::${String(prod.only(S3Bucket, id).bucket)}`;
      expect(statement(policy, "DenyWithoutTls")).toMatchObject({
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
    }
  });

  it("is kept in prod and may go in the local environment", () => {
    expect(prod.resources(S3Bucket)).toMatchObject(
      Array(3).fill({ force_destroy: false, lifecycle: { prevent_destroy: true } }),
    );
    expect(local.resources(S3Bucket)).toMatchObject(Array(3).fill({ force_destroy: true }));
  });

  it.each([
    ["Data", { data: "destroy" }],
    ["Artifacts", { artifacts: "destroy" }],
    ["AccessLogs", { accessLogs: "destroy" }],
  ] as const)("%s alone goes where both keys are given for it alone", (id, given) => {
    const removal = { data: "retain", artifacts: "retain", accessLogs: "retain", ...given } as const;
    const template = storageTemplate(environment("dev", { removal }));
    for (const bucket of ["Data", "Artifacts", "AccessLogs"]) {
      expect([bucket, template.only(S3Bucket, bucket).force_destroy]).toEqual([bucket, bucket === id]);
    }
    // What it encrypts is retained, at least in part.
    expect(template.only(KmsKey)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  it("is kept where only the second key is given", () => {
    const template = storageTemplate(environment("dev", { allowDataDestroy: false }));
    expect(template.resources(S3Bucket)).toMatchObject(Array(3).fill({ force_destroy: false }));
  });
});

describe("data and artifacts", () => {
  it.each(["Data", "Artifacts"])("%s: encrypted with the key, by bucket keys", (id) => {
    expect(prod.only(S3BucketServerSideEncryptionConfigurationA, `${id}/Encryption`).rule).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  it.each(["Data", "Artifacts"])(
    "%s: refuses objects under another encryption or key, but none that names neither",
    (id) => {
      const { policy } = prod.only(S3BucketPolicy, `${id}/Policy`);
      const algorithm = "s3:x-amz-server-side-encryption";
      expect(statement(policy, "DenyOtherEncryption").Condition).toEqual({
        Null: { [algorithm]: "false" },
        StringNotEquals: { [algorithm]: "aws:kms" },
      });
      expect(statement(policy, "DenyOtherKey").Condition).toEqual({
        Null: { [`${algorithm}-aws-kms-key-id`]: "false" },
        StringNotEquals: { [`${algorithm}-aws-kms-key-id`]: expect.stringMatching(/^\$\{aws_kms_key\./) },
      });
    },
  );

  it("write their access logs under their own names", () => {
    expect(prod.resources(S3BucketLoggingA).map(({ target_prefix }) => target_prefix)).toEqual(["artifacts/", "data/"]);
  });

  it("tell EventBridge of uploads only", () => {
    expect(prod.only(S3BucketNotification, "Data/Notification")).toMatchObject({ eventbridge: true });
  });
});

describe("the bucket for access logs", () => {
  it("is encrypted by S3 itself, which is all that log delivery supports", () => {
    expect(prod.only(S3BucketServerSideEncryptionConfigurationA, "AccessLogs/Encryption").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false },
    ]);
  });

  it("lets the logging service write for the own account, and nothing more", () => {
    const { policy } = prod.only(S3BucketPolicy, "AccessLogs/Policy");
    expect(statements(policy).filter(({ Effect }) => Effect === "Allow")).toMatchObject([
      {
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: ["s3:PutObject"],
        Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
      },
    ]);
  });
});

describe("the key", () => {
  const { policy } = prod.only(KmsKey);

  it("rotates and has a name", () => {
    expect(prod.only(KmsKey)).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
    expect(prod.only(KmsAlias)).toMatchObject({ name: expect.stringMatching(/^alias\/mlplatform-prod-data-/) });
  });

  it("serves services on behalf of the own account only", () => {
    expect(statements(policy).map(({ Sid }) => Sid)).toEqual(["AccountDecidesByItsPolicies", "Alarms", "LogGroups"]);
    expect(statement(policy, "Alarms").Condition).toEqual({ StringEquals: { "aws:SourceAccount": "333333333333" } });
    expect(statement(policy, "LogGroups").Condition).toEqual({
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:333333333333:log-group:*" },
    });
  });
});

it("publishes the names that a user needs", () => {
  expect(prod.publicOutputs).toEqual([
    "access_logs_bucket_name",
    "artifacts_bucket_name",
    "data_bucket_name",
    "data_key_arn",
  ]);
});
