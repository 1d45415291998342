"""Sends what happens to objects to EventBridge, in the form of the real events."""

import threading
import time
import uuid
from typing import Any

from moto.s3 import notifications
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from ...context import ServiceContext
from ..events.delivery import publish
from .rewriting import rewritten

# moto's name -> detail-type, reason
_KINDS = {
    "s3:ObjectCreated:Put": ("Object Created", "PutObject"),
    "s3:ObjectCreated:Post": ("Object Created", "PutObject"),
    "s3:ObjectCreated:Copy": ("Object Created", "CopyObject"),
    "s3:ObjectCreated:CompleteMultipartUpload": ("Object Created", "CompleteMultipartUpload"),
    "s3:ObjectRemoved:Delete": ("Object Deleted", "DeleteObject"),
    "s3:ObjectTagging:Put": ("Object Tags Added", "PutObjectTagging"),
    "s3:ObjectTagging:Delete": ("Object Tags Deleted", "DeleteObjectTagging"),
    "s3:ObjectAcl:Put": ("Object ACL Updated", "PutObjectAcl"),
    "s3:ObjectRestore:Post": ("Object Restore Initiated", "RestoreObject"),
    "s3:ObjectRestore:Completed": ("Object Restore Completed", "RestoreObject"),
}
_SIZED = ("Object Created", "Object Restore Initiated", "Object Restore Completed")
_sequence = threading.Lock()
_last = 0


def install(context: ServiceContext) -> None:
    get_notification = S3Response.get_bucket_notification

    def get_bucket_notification(self: S3Response) -> Any:
        """Stock moto stores the setting for EventBridge but leaves it out of the response."""
        configuration = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if not configuration or configuration.event_bridge is None:
            return get_notification(self)
        return rewritten(self, get_notification, lambda result: {**result, "EventBridgeConfiguration": {}})

    def send_to_event_bridge(account_id: str, bucket: FakeBucket, event_name: str, key: Any) -> None:
        kind, reason = _KINDS[str(getattr(event_name, "value", event_name))]
        publish(context, _event(account_id, bucket, key, kind, reason))

    S3Response.get_bucket_notification = get_bucket_notification
    notifications._send_event_bridge_message = send_to_event_bridge


def _event(account_id: str, bucket: FakeBucket, key: Any, kind: str, reason: str) -> dict[str, Any]:
    described: dict[str, Any] = {"key": key.name}
    if kind in _SIZED:
        described["size"] = key.size
    if kind != "Object Deleted":
        described["etag"] = key.etag.strip('"')
    if _versioned(bucket):
        described["version-id"] = key.version_id
    described["sequencer"] = _sequencer()
    detail = {
        "version": "0",
        "bucket": {"name": bucket.name},
        "object": described,
        "request-id": uuid.uuid4().hex[:16].upper(),
        "requester": account_id,
        "source-ip-address": "127.0.0.1",
        "reason": reason,
    }
    if kind == "Object Deleted":
        detail["deletion-type"] = "Delete Marker Created" if _versioned(bucket) else "Permanently Deleted"
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": kind,
        "source": "aws.s3",
        "account": account_id,
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "region": bucket.region_name,
        "resources": [bucket.arn],
        "detail": detail,
    }


def _versioned(bucket: FakeBucket) -> bool:
    return bucket.versioning_status == "Enabled"


def _sequencer() -> str:
    """Increases over time, and also sorts as text."""
    global _last
    with _sequence:
        _last = max(_last + 1, time.time_ns())
        return f"{_last:018X}"
