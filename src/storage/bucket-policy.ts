// What no principal may do with a bucket, whatever its own policies allow.
import type { ResourcePolicyStatement } from "../iam";

export function tlsStatement(bucketArn: string): ResourcePolicyStatement {
  return {
    sid: "DenyWithoutTls",
    effect: "Deny",
    principals: "*",
    actions: ["s3:*"],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * A request that names no encryption gets the bucket's default, which is right. Only a request for something else is
 * denied, so clients need not know about keys. `Null … false` means "the request names one".
 */
export function encryptionStatements(bucketArn: string, keyArn: string): ResourcePolicyStatement[] {
  const algorithm = "s3:x-amz-server-side-encryption";
  const key = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  const deny = { effect: "Deny", principals: "*", actions: ["s3:PutObject"], resources: [`${bucketArn}/*`] } as const;
  return [
    {
      ...deny,
      sid: "DenyOtherEncryption",
      conditions: { Null: { [algorithm]: "false" }, StringNotEquals: { [algorithm]: "aws:kms" } },
    },
    { ...deny, sid: "DenyOtherKey", conditions: { Null: { [key]: "false" }, StringNotEquals: { [key]: keyArn } } },
  ];
}

/** The service that writes access logs has no role; it may write on behalf of buckets in the same account. */
export function accessLogStatement(bucketArn: string, accountId: string): ResourcePolicyStatement {
  return {
    sid: "WriteAccessLogs",
    principals: { Service: "logging.s3.amazonaws.com" },
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/*`],
    conditions: { StringEquals: { "aws:SourceAccount": accountId } },
    wildcardReason: "The service makes up the names of the log files, below one prefix for each bucket.",
  };
}
