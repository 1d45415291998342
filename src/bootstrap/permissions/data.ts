// Buckets, keys and topics: their settings and, of the objects, only the committed code. CI cannot read the data.
import { prefixes } from "../../../contracts/storage";
import type { Environment } from "../../environments";
import { byName, byTag, noResources, type RoleStatement, type Scope } from "../scope";

export function dataStatements(scope: Scope, { allowDataDestroy }: Environment): RoleStatement[] {
  return [
    { sid: "ChangeBuckets", actions: buckets, resources: [scope.buckets], wildcardReason: byName },
    {
      sid: "WriteCode",
      actions: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutObject",
        "s3:PutObjectTagging",
      ],
      resources: [scope.code],
      wildcardReason: "The folder is the hash of the code that is deployed.",
    },
    {
      // To delete an object in a versioned bucket, Terraform lists its versions and deletes each of them.
      sid: "ListCodeVersions",
      actions: ["s3:ListBucketVersions"],
      resources: [scope.codeBucket],
      conditions: { StringLike: { "s3:prefix": `${prefixes.code}*` } },
    },
    {
      sid: "EncryptCode",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [scope.keys],
      conditions: {
        StringEquals: { ...scope.isOurs.StringEquals, "kms:ViaService": scope.s3Service },
      },
      wildcardReason: byTag,
    },
    {
      sid: "MakeKeys",
      actions: ["kms:CreateKey"],
      resources: ["*"],
      conditions: scope.becomesOurs,
      wildcardReason: noResources,
    },
    // A key is tagged when it is created, so a key that belongs to another environment cannot be claimed.
    {
      sid: "TagKeys",
      actions: ["kms:TagResource"],
      resources: [scope.keys],
      conditions: scope.claims,
      wildcardReason: byTag,
    },
    { sid: "ChangeKeys", actions: keys, resources: [scope.keys], conditions: scope.isOurs, wildcardReason: byTag },
    {
      sid: "NameKeys",
      actions: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
      resources: [scope.named("kms", "alias/")],
      wildcardReason: byName,
    },
    { sid: "ChangeTopics", actions: topics, resources: [scope.named("sns", "")], wildcardReason: byName },
    ...(allowDataDestroy ? destruction(scope) : []),
  ];
}

/** Where an environment retains its data, even CI cannot delete it. */
function destruction(scope: Scope): RoleStatement[] {
  return [
    {
      sid: "EmptyBuckets",
      actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:ListBucketVersions"],
      resources: [scope.buckets, scope.objects],
      wildcardReason: "A bucket is emptied before it is deleted, whatever lies in it; the environment allows it.",
    },
    {
      sid: "DeleteKeys",
      actions: ["kms:ScheduleKeyDeletion"],
      resources: [scope.keys],
      conditions: scope.isOurs,
      wildcardReason: byTag,
    },
  ];
}

const buckets = [
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketLogging",
  "s3:PutBucketNotification",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketTagging",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
];
const keys = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];
const topics = [
  "sns:CreateTopic",
  "sns:DeleteTopic",
  "sns:SetSubscriptionAttributes",
  "sns:SetTopicAttributes",
  "sns:Subscribe",
  "sns:TagResource",
  "sns:UntagResource",
  "sns:Unsubscribe",
];
