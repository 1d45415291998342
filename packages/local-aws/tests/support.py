"""A local AWS for a test, in its own folder and on its own port, and helpers for tests."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import boto3
import botocore.session
import requests
from botocore.config import Config
from botocore.loaders import create_loader

T = TypeVar("T")
# The descriptions of the services: to read one takes up to a second, and each session would read it again.
_DESCRIPTIONS = create_loader()
ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "packages" / "local-aws"
ACCOUNT = "123456789012"


def session_of(
    identifier: str, secret: str, token: str | None = None, *, region: str = "us-east-1"
) -> boto3.session.Session:
    """Someone with these credentials."""
    core = botocore.session.get_session()
    core.register_component("data_loader", _DESCRIPTIONS)
    return boto3.session.Session(identifier, secret, token, region_name=region, botocore_session=core)


def wait_for(what: str, look: Callable[[], T], seconds: float = 20.0) -> T:
    """The first true result of `look`, or a failure that says what was being waited for."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.05)


class LocalAws:
    def __init__(self, state: Path) -> None:
        self.state = state
        self.port = 0
        self._log = state.parent / f"{state.name}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._clients: dict[str, Any] = {}

    def start(self) -> "LocalAws":
        """Again on the port of the first start, because Terraform's state may contain it."""
        self._process = self.launch(self.port)
        # After a crash, the previous server's file is there until the new one takes over the folder.
        wait_for("server.json", lambda: self._answers() or self._ended(), 60)
        assert self._answers(), self.log
        self.port = self.note["port"]
        return self

    def launch(self, port: int) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "local_aws", "serve", "--state", str(self.state), "--port", str(port)]
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE)}
        with open(self._log, "ab") as log:
            return subprocess.Popen(command, env=environment, stderr=log, stdout=log)

    def stop(self) -> int:
        return self._end(signal.SIGTERM)

    def crash(self) -> int:
        return self._end(signal.SIGKILL)

    @property
    def note_file(self) -> Path:
        return self.state / "server.json"

    @property
    def note(self) -> dict[str, Any]:
        return json.loads(self.note_file.read_text())

    @property
    def environment(self) -> dict[str, str]:
        return self.note["environment"]

    @property
    def url(self) -> str:
        return self.note["url"]

    @property
    def log(self) -> str:
        return self._log.read_text()

    def client(self, service: str, *, region: str = "us-east-1", **config: Any) -> Any:
        """As an unmodified program would create it, but without retries, which would only hide errors here.

        It trusts the server's authority alone: to read the whole bundle takes 40 ms per call.
        """
        settings = {"retries": {"total_max_attempts": 1}, **config}
        # The key is new with each start of the server.
        kind = f"{self.key} {service} {region} {settings}"
        if kind not in self._clients:
            self._clients[kind] = self.session(region).client(
                service, endpoint_url=self.url, verify=str(self.state / "ca.pem"), config=Config(**settings)
            )
        return self._clients[kind]

    def session(self, region: str = "us-east-1") -> boto3.session.Session:
        return session_of(*self.key, region=region)

    @property
    def key(self) -> tuple[str, str]:
        environment = self.environment
        return environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]

    def control(self, method: str, path: str, **parameters: Any) -> requests.Response:
        return requests.request(
            method,
            f"{self.url}/_local/{path}",
            verify=self.environment["AWS_CA_BUNDLE"],
            auth=self.key,
            timeout=30,
            **parameters,
        )

    def inventory(self) -> dict[str, dict[str, int]]:
        return self.control("GET", "inventory").json()

    def fail(self, service: str, operation: str, error: str, **rest: Any) -> None:
        answer = self.control(
            "POST", "faults", json={"service": service, "operation": operation, "error": error, **rest}
        )
        assert answer.status_code == 201, answer.text

    def _answers(self) -> bool:
        return self.note_file.exists() and self._process is not None and self.note.get("pid") == self._process.pid

    def _ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def _end(self, number: int) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(30)


def zipped(files: dict[str, str]) -> bytes:
    """The zip of a function."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def policy_of(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def function_role(aws: LocalAws, name: str, *actions: str) -> str:
    """A role that Lambda may assume, allowed to do `actions`. Returns its ARN; made once."""
    iam = aws.client("iam")
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy_of(trust))
    statement = {"Effect": "Allow", "Action": actions, "Resource": "*"}
    iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=policy_of(statement))
    return iam.get_role(RoleName=name)["Role"]["Arn"]


def create_function(aws: LocalAws, name: str, code: str, **parameters: Any) -> str:
    """A Node function; returns its ARN."""
    given = {
        "Runtime": "nodejs22.x",
        "Role": parameters.get("Role") or function_role(aws, "functions", "logs:*"),
        "Handler": "index.handler",
        "Timeout": 10,
        "Code": {"ZipFile": zipped({"index.js": code})},
        **parameters,
    }
    return aws.client("lambda").create_function(FunctionName=name, **given)["FunctionArn"]


def log_lines(aws: LocalAws, group: str) -> list[str]:
    logs = aws.client("logs")
    if not logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]:
        return []
    return [event["message"] for event in logs.filter_log_events(logGroupName=group)["events"]]
