// Buckets, objects, keys, topics.
import { ask } from "../support/simulate";
import { has, type LifecycleOf, sets, throughS3 } from "./lifecycle";

const s3 = (...names: readonly string[]) => names.map((name) => `s3:${name}`);

const bucket: LifecycleOf = ({ world, of }) => ({
  create: ask(s3("CreateBucket", "PutBucketTagging"), of("arn")),
  // The provider reads every setting, even those that have separate resources by now.
  read: ask(
    s3(
      "GetAccelerateConfiguration",
      "GetBucketAcl",
      "GetBucketCORS",
      "GetBucketLocation",
      "GetBucketLogging",
      "GetBucketObjectLockConfiguration",
      "GetBucketPolicy",
      "GetBucketRequestPayment",
      "GetBucketTagging",
      "GetBucketVersioning",
      "GetBucketWebsite",
      "GetEncryptionConfiguration",
      "GetLifecycleConfiguration",
      "GetReplicationConfiguration",
      "ListBucket",
    ),
    of("arn"),
  ),
  update: ask(s3("PutBucketTagging"), of("arn")),
  delete: [
    ...ask(s3("DeleteBucket"), of("arn")),
    // `force_destroy` empties it first.
    ...(world.environment.allowDataDestroy
      ? [
          ...ask(s3("ListBucketVersions"), of("arn")),
          ...ask(s3("DeleteObject", "DeleteObjectVersion"), `${of("arn")}/any/object`),
        ]
      : []),
  ],
});

/** A setting of a bucket: put, read, and put again or deleted. */
const setting =
  (put: string, get: string, remove = put): LifecycleOf =>
  ({ of }) => {
    const arn = `arn:aws:s3:::${of("bucket")}`;
    return { create: ask(`s3:${put}`, arn), read: ask(`s3:${get}`, arn), update: [], delete: ask(`s3:${remove}`, arn) };
  };

const object: LifecycleOf = ({ world, of }) => {
  const bucketArn = `arn:aws:s3:::${of("bucket")}`;
  const arn = `${bucketArn}/${of("key")}`;
  return {
    create: [
      ...ask(s3("PutObject", "PutObjectTagging", "AbortMultipartUpload"), arn),
      ...ask(["kms:GenerateDataKey", "kms:Decrypt"], world.of("storage/Key"), throughS3(world)),
    ],
    read: ask(s3("GetObject", "GetObjectTagging"), arn),
    update: ask(s3("PutObjectTagging"), arn),
    // In a versioned bucket, the provider lists the object's versions and deletes each.
    delete: [
      ...ask(s3("ListBucketVersions"), bucketArn, { "s3:prefix": of("key") }),
      ...ask(s3("DeleteObject", "DeleteObjectVersion"), arn),
    ],
  };
};

const kms = (...names: readonly string[]) => names.map((name) => `kms:${name}`);

const key: LifecycleOf = ({ world, of }) => ({
  create: [
    ...ask("kms:CreateKey", "*", sets(world)),
    ...ask("kms:TagResource", of("arn"), sets(world)),
    ...ask(kms("EnableKeyRotation", "PutKeyPolicy"), of("arn"), has(world)),
  ],
  read: ask(kms("DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"), of("arn"), has(world)),
  update: [
    ...ask(kms("PutKeyPolicy", "UpdateKeyDescription", "UntagResource", "EnableKey"), of("arn"), has(world)),
    ...ask("kms:TagResource", of("arn"), { ...has(world), ...sets(world) }),
  ],
  // Where data is retained, Terraform itself refuses (prevent_destroy).
  delete: world.environment.allowDataDestroy ? ask("kms:ScheduleKeyDeletion", of("arn"), has(world)) : [],
});

const alias: LifecycleOf = ({ world, of }) => {
  const both = [world.arn("kms", of("name")), world.of("storage/Key")];
  return {
    create: ask("kms:CreateAlias", both, has(world)),
    read: ask("kms:ListAliases", "*"),
    update: ask("kms:UpdateAlias", both, has(world)),
    delete: ask("kms:DeleteAlias", both, has(world)),
  };
};

const sns = (...names: readonly string[]) => names.map((name) => `sns:${name}`);

const topic: LifecycleOf = ({ of }) => ({
  create: ask(sns("CreateTopic", "SetTopicAttributes", "TagResource"), of("arn")),
  read: ask(sns("GetTopicAttributes", "ListTagsForResource"), of("arn")),
  update: ask(sns("SetTopicAttributes", "TagResource", "UntagResource"), of("arn")),
  delete: ask(sns("DeleteTopic"), of("arn")),
});

const topicPolicy: LifecycleOf = ({ of }) => ({
  create: ask(sns("SetTopicAttributes"), of("arn")),
  read: ask(sns("GetTopicAttributes"), of("arn")),
  update: [],
  delete: ask(sns("SetTopicAttributes"), of("arn")),
});

const subscription: LifecycleOf = ({ of }) => ({
  create: ask(sns("Subscribe"), of("topic_arn")),
  read: ask(sns("GetSubscriptionAttributes"), of("topic_arn")),
  update: ask(sns("SetSubscriptionAttributes"), of("topic_arn")),
  delete: ask(sns("Unsubscribe"), of("topic_arn")),
});

export const data = {
  aws_kms_alias: alias,
  aws_kms_key: key,
  aws_s3_bucket: bucket,
  aws_s3_bucket_lifecycle_configuration: setting("PutLifecycleConfiguration", "GetLifecycleConfiguration"),
  aws_s3_bucket_logging: setting("PutBucketLogging", "GetBucketLogging"),
  aws_s3_bucket_notification: setting("PutBucketNotification", "GetBucketNotification"),
  aws_s3_bucket_ownership_controls: setting("PutBucketOwnershipControls", "GetBucketOwnershipControls"),
  aws_s3_bucket_policy: setting("PutBucketPolicy", "GetBucketPolicy", "DeleteBucketPolicy"),
  aws_s3_bucket_public_access_block: setting("PutBucketPublicAccessBlock", "GetBucketPublicAccessBlock"),
  aws_s3_bucket_server_side_encryption_configuration: setting(
    "PutEncryptionConfiguration",
    "GetEncryptionConfiguration",
  ),
  aws_s3_bucket_versioning: setting("PutBucketVersioning", "GetBucketVersioning"),
  aws_s3_object: object,
  aws_sns_topic: topic,
  aws_sns_topic_policy: topicPolicy,
  aws_sns_topic_subscription: subscription,
} satisfies Record<string, LifecycleOf>;
