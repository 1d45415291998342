"""Clients with which this server's services call each other, as AWS's do: through its own public endpoint.

Such calls are therefore logged, can meet faults, and change the state like any other.
"""

import threading
from typing import Any

import boto3
from botocore.config import Config

from .context import ServiceContext

_lock = threading.Lock()
_made: dict[tuple[str, str, str], Any] = {}


def client(context: ServiceContext, service: str, region: str) -> Any:
    """One client per service and region. It does not retry: that is up to the caller."""
    environment = context.environment
    key = (environment["AWS_ENDPOINT_URL"], service, region)
    with _lock:
        if key not in _made:
            _made[key] = boto3.session.Session(
                aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
                aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
                region_name=region,
            ).client(
                service,
                endpoint_url=environment["AWS_ENDPOINT_URL"],
                # Reading the machine's whole bundle takes 40 ms for each connection.
                verify=str(context.state / "ca.pem"),
                config=Config(retries={"total_max_attempts": 1}, read_timeout=960, max_pool_connections=50),
            )
        return _made[key]
