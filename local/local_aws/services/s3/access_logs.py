"""Access logging can be switched on where the target bucket's policy lets the logging service write.

Stock moto fails on a policy with a `*` principal, and the provider then retries for ten minutes.
"""

from typing import Any

from moto.s3.exceptions import InvalidTargetBucketForLogging
from moto.s3.models import FakeBucket

from ...policy import Call, Decision, evaluate

_SERVICE = "logging.s3.amazonaws.com"


def install() -> None:
    def set_logging(self: FakeBucket, logging_config: dict[str, Any] | None, bucket_backend: Any) -> None:
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

    FakeBucket.set_logging = set_logging
