"""The clients that Task states call services with: over this server's own front door, where faults and policies count.

Stock moto makes a new one for every call and knows no TLS.
"""

import threading
from typing import Any

import boto3
from moto.stepfunctions.parser.asl.utils import boto_client

from ...context import ServiceContext


class _Boto3:
    """Stands where moto expects the module boto3."""

    def __init__(self, context: ServiceContext) -> None:
        self._url = context.environment["AWS_ENDPOINT_URL"]
        # Every connection reads the authorities that it trusts: our own alone are read in no time, the whole bundle
        # takes 40 ms.
        self._authority = str(context.state / "ca.pem")
        self._session = boto3.session.Session(
            aws_access_key_id=context.environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=context.environment["AWS_SECRET_ACCESS_KEY"],
        )
        self._lock = threading.Lock()
        self._clients: dict[tuple[str, str], Any] = {}

    def client(self, *, service_name: str, region_name: str, config: Any, **_: Any) -> Any:
        with self._lock:
            if (service_name, region_name) not in self._clients:
                self._clients[service_name, region_name] = self._session.client(
                    service_name,
                    region_name=region_name,
                    endpoint_url=self._url,
                    verify=self._authority,
                    config=config.merge(boto_client.Config(max_pool_connections=50)),
                )
            return self._clients[service_name, region_name]


def install(context: ServiceContext) -> None:
    boto_client.boto3 = _Boto3(context)
