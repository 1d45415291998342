"""Run a definition and wait for its end."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests.support import LocalAws, wait_for

ROLE = "arn:aws:iam::123456789012:role/machine"


class Machines:
    def __init__(self, aws: LocalAws) -> None:
        self.client = aws.client("stepfunctions")

    def create(self, states: dict[str, Any], **more: Any) -> str:
        """The ARN of a state machine that starts at the first of the states."""
        definition = {"StartAt": next(iter(states)), "States": states, **more.pop("definition", {})}
        name = f"machine-{uuid.uuid4().hex[:12]}"
        created = self.client.create_state_machine(name=name, definition=json.dumps(definition), roleArn=ROLE, **more)
        return created["stateMachineArn"]

    def start(self, states: dict[str, Any], given: Any = None, **more: Any) -> str:
        arn = self.create(states, **more)
        return self.client.start_execution(stateMachineArn=arn, input=json.dumps(given or {}))["executionArn"]

    def ended(self, execution: str, seconds: float = 30) -> dict[str, Any]:
        def look() -> dict[str, Any] | None:
            found = self.client.describe_execution(executionArn=execution)
            return None if found["status"] == "RUNNING" else found

        return wait_for("the end of the execution", look, seconds)  # type: ignore[return-value]

    def run(self, states: dict[str, Any], given: Any = None, **more: Any) -> dict[str, Any]:
        return self.ended(self.start(states, given, **more))

    def output(self, states: dict[str, Any], given: Any = None) -> Any:
        """Of an execution that must succeed."""
        found = self.run(states, given)
        assert found["status"] == "SUCCEEDED", found
        return json.loads(found["output"])


@pytest.fixture(scope="session")
def machines(aws: LocalAws) -> Machines:
    return Machines(aws)


@pytest.fixture(scope="session")
def evaluate(machines: Machines) -> Callable[..., Any]:
    """The value of an expression in a Pass state."""

    def value(expression: str, given: Any = None) -> Any:
        state = {"Type": "Pass", "Parameters": {"value.$": expression}, "End": True}
        return machines.output({"Pass": state}, given)["value"]

    return value
