"""Access logs: enabled if the target bucket's policy lets the logging service write, delivered in batches.

Stock moto fails on a policy with a `*` principal, which the provider then retries for ten minutes; and it puts one
object for each request, which slows down every save and every destroy.
"""

import logging
import threading
import time
import uuid
from collections import defaultdict
from typing import Any

from flask import request
from moto.s3.exceptions import InvalidTargetBucketForLogging
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response

from ...context import ServiceContext
from ...policy import Call, Decision, evaluate

_log = logging.getLogger("local_aws.s3")
_SERVICE = "logging.s3.amazonaws.com"
_SECONDS = 10.0  # between deliveries; AWS takes hours


def install(context: ServiceContext) -> None:
    delivery = Delivery(context)
    bucket_response, key_response = S3Response.bucket_response, S3Response.key_response

    def logged_bucket_response(self: S3Response, *arguments: Any) -> Any:
        answer = bucket_response(self, *arguments)
        delivery.note(self, answer, "BUCKET", "-")
        return answer

    def logged_key_response(self: S3Response, *arguments: Any) -> Any:
        answer = key_response(self, *arguments)
        delivery.note(self, answer, "OBJECT", self.parse_key_name())
        return answer

    S3Response.bucket_response = logged_bucket_response
    S3Response.key_response = logged_key_response
    S3Backend.log_incoming_request = lambda self, request, bucket_name: None
    FakeBucket.set_logging = _set_logging
    delivery.start()


class Delivery:
    """Lines wait in memory and are lost in a crash: delivery is best effort in AWS, too."""

    def __init__(self, context: ServiceContext) -> None:
        self._context = context
        self._lock = threading.Lock()
        self._lines: dict[tuple[S3Backend, str], list[str]] = defaultdict(list)

    def start(self) -> None:
        threading.Thread(target=self._run, name="access-logs", daemon=True).start()

    def note(self, response: S3Response, answer: Any, kind: str, key: str) -> None:
        name = response.parse_bucket_name_from_url(request, request.url)
        bucket = response.backend.buckets.get(name)
        if bucket is not None and bucket.logging:
            with self._lock:
                self._lines[response.backend, name].append(_line(bucket, answer, kind, key))

    def deliver(self) -> None:
        with self._lock:
            waiting, self._lines = self._lines, defaultdict(list)
        for (backend, name), lines in waiting.items():
            # Either may be gone by now, for example during a destroy.
            bucket = backend.buckets.get(name)
            target = bucket.logging.get("TargetBucket") if bucket else None
            if target in backend.buckets:
                moment = time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime())
                key = f"{bucket.logging.get('TargetPrefix') or ''}{moment}-{uuid.uuid4().hex[:16].upper()}"
                with self._context.changing():
                    backend.put_object(target, key, value="".join(lines).encode())

    def _run(self) -> None:
        while True:
            time.sleep(_SECONDS)
            try:
                self.deliver()
            except Exception:  # noqa: BLE001 - logged with its trace; deliveries must go on
                _log.exception("Access logs could not be delivered")


def _line(bucket: FakeBucket, answer: Any, kind: str, key: str) -> str:
    moment = time.strftime("[%d/%b/%Y:%H:%M:%S +0000]", time.gmtime())
    status, size = answer[0], len(answer[2] or b"")
    first = f'"{request.method} {request.full_path.rstrip("?")} HTTP/1.1"'
    agent = f'"{request.headers.get("User-Agent", "-")}"'
    signed = "SigV4" if "Authorization" in request.headers else "-"
    tls = "TLSv1.3" if request.scheme == "https" else "-"
    return (
        f"{bucket.account_id} {bucket.name} {moment} 127.0.0.1 {bucket.account_id} {uuid.uuid4().hex[:16].upper()} "
        f"REST.{request.method}.{kind} {key} {first} {status} - {size} - - - "
        f'"-" {agent} - - {signed} - AuthHeader {request.host} {tls} - -\n'
    )


def _set_logging(self: FakeBucket, logging_config: dict[str, Any] | None, bucket_backend: Any) -> None:
    if not logging_config:
        self.logging = {}
        return
    name, prefix = logging_config["TargetBucket"], logging_config.get("TargetPrefix") or ""
    target = bucket_backend.buckets.get(name)
    if target is None or target.region_name != self.region_name:
        raise InvalidTargetBucketForLogging(f"There is no bucket {name} in this region to log to.")
    facts = {"aws:SecureTransport": "true", "aws:SourceArn": self.arn, "aws:SourceAccount": self.account_id}
    call = Call("s3:PutObject", f"{target.arn}/{prefix}2000-01-01-00-00-00-0", _SERVICE, facts)
    by_policy = target.policy and evaluate(target.policy.decode(), call) is Decision.ALLOWED
    if not by_policy and not self._log_permissions_enabled_acl(target_bucket=target):
        raise InvalidTargetBucketForLogging(
            f"The policy of {name} does not let {_SERVICE} put objects under {prefix or 'its root'}."
        )
    self.logging = logging_config
