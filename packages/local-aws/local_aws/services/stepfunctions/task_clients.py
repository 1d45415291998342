"""The clients of Task states: they call this server's own public endpoint, where faults and policies apply.

Stock moto creates a new one for every call and does not support TLS.
"""

import threading
from typing import Any

import boto3
from moto.stepfunctions.parser.asl.utils import boto_client

from ...context import ServiceContext


class _Boto3:
    """Takes the place of the module boto3 in moto."""

    def __init__(self, context: ServiceContext) -> None:
        self._url = context.environment["AWS_ENDPOINT_URL"]
        # Every connection reads the authorities that it trusts. Reading only our own takes almost no time, the whole
        # bundle 40 ms.
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
