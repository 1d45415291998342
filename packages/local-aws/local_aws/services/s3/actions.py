"""The IAM action that a request to S3 needs, by method, path and subresource in the query."""

from collections.abc import Iterable

# subresource -> noun of s3:Get…, s3:Put… and, with two exceptions, of the action that deletes
_BUCKET = {
    "accelerate": "AccelerateConfiguration",
    "acl": "BucketAcl",
    "cors": "BucketCORS",
    "encryption": "EncryptionConfiguration",
    "inventory": "InventoryConfiguration",
    "lifecycle": "LifecycleConfiguration",
    "location": "BucketLocation",
    "logging": "BucketLogging",
    "notification": "BucketNotification",
    "object-lock": "BucketObjectLockConfiguration",
    "ownershipControls": "BucketOwnershipControls",
    "policy": "BucketPolicy",
    "publicAccessBlock": "BucketPublicAccessBlock",
    "replication": "ReplicationConfiguration",
    "requestPayment": "BucketRequestPayment",
    "tagging": "BucketTagging",
    "versioning": "BucketVersioning",
    "website": "BucketWebsite",
}
_DELETED_BY_DELETE = ("policy", "website")
_LISTS = {"versions": "ListBucketVersions", "uploads": "ListBucketMultipartUploads"}
_OBJECT = {"acl": "ObjectAcl", "legal-hold": "ObjectLegalHold", "retention": "ObjectRetention"}


def bucket_action(method: str, query: Iterable[str]) -> str:
    names = set(query)
    subresource = next((name for name in _BUCKET if name in names), None)
    if subresource:
        if method == "DELETE" and subresource in _DELETED_BY_DELETE:
            return f"s3:Delete{_BUCKET[subresource]}"
        return f"s3:{'Get' if method == 'GET' else 'Put'}{_BUCKET[subresource]}"
    if method in ("GET", "HEAD"):
        return "s3:" + next((action for name, action in _LISTS.items() if name in names), "ListBucket")
    return {"PUT": "s3:CreateBucket", "DELETE": "s3:DeleteBucket"}.get(method, "s3:PutObject")


def object_action(method: str, query: Iterable[str]) -> str:
    names = set(query)
    version = "Version" if "versionId" in names else ""
    verb = {"GET": "Get", "HEAD": "Get", "DELETE": "Delete"}.get(method, "Put")
    if "tagging" in names:
        return f"s3:{verb}Object{version}Tagging"
    noun = next((noun for name, noun in _OBJECT.items() if name in names), None)
    if noun:
        return f"s3:{verb}{noun}"
    if "uploadId" in names and method in ("GET", "DELETE"):
        return "s3:ListMultipartUploadParts" if method == "GET" else "s3:AbortMultipartUpload"
    if "restore" in names:
        return "s3:RestoreObject"
    return f"s3:{verb}Object{version if verb != 'Put' else ''}"
