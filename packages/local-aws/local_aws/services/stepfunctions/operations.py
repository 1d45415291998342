"""The operations on executions, state machines and their versions that moto lacks or answers incompletely."""

import json
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.stepfunctions.exceptions import ValidationException
from moto.stepfunctions.parser.api import ExecutionStatus, InvalidDefinition
from moto.stepfunctions.parser.backend.execution import Execution
from moto.stepfunctions.responses import StepFunctionResponse

from .definitions import validate
from .executions import history
from .redrive import redrive, status

_MOST_EVENTS = 1000
_REASON_FIELDS = ("error", "cause")


def install() -> None:
    StepFunctionResponse.describe_execution = _describe_execution
    StepFunctionResponse.list_executions = _listed_whole(StepFunctionResponse.list_executions)
    StepFunctionResponse.stop_execution = _stop_execution
    StepFunctionResponse.redrive_execution = _redrive_execution
    StepFunctionResponse.get_execution_history = _get_execution_history
    StepFunctionResponse.delete_state_machine = _stopping(StepFunctionResponse.delete_state_machine)
    StepFunctionResponse.validate_state_machine_definition = _validate_definition
    StepFunctionResponse.list_state_machine_versions = _list_versions
    StepFunctionResponse.publish_state_machine_version = _publish_version
    StepFunctionResponse.delete_state_machine_version = _delete_version


def _execution(self: StepFunctionResponse) -> Execution:
    return self.stepfunction_backend.describe_execution(self._get_param("executionArn"))


def _describe_execution(self: StepFunctionResponse) -> ActionResult:
    execution = _execution(self)
    found: dict[str, Any] = {
        "executionArn": execution.execution_arn,
        "stateMachineArn": execution.state_machine_arn,
        "name": execution.name,
        "status": execution.status,
        "startDate": execution.start_date,
        "input": execution.execution_input,
        "inputDetails": {"included": True},
        **status(execution),
    }
    if execution.stop_date is not None:
        found["stopDate"] = execution.stop_date
    if execution.status == "SUCCEEDED":
        found["output"] = json.dumps(execution.output, separators=(",", ":"))
        found["outputDetails"] = {"included": True}
    found |= {name: getattr(execution, name) for name in _REASON_FIELDS if getattr(execution, name) is not None}
    return ActionResult(found)


def _listed_whole(stock: Any) -> Any:
    def list_executions(self: StepFunctionResponse) -> ActionResult:
        wanted = self._get_param("statusFilter")
        if wanted and wanted not in ExecutionStatus.__members__:
            allowed = ", ".join(ExecutionStatus.__members__)
            raise ValidationException(f"Value '{wanted}' at 'statusFilter' is none of the values [{allowed}]")
        answer = stock(self)
        machine = self.stepfunction_backend.describe_state_machine(self._get_param("stateMachineArn"))
        known = {execution.execution_arn: execution for execution in machine.executions}
        for entry in answer.result["executions"]:
            execution = known[entry["executionArn"]]
            entry["redriveCount"] = execution.redrive_count
            if execution.stop_date is not None:
                entry["stopDate"] = execution.stop_date
        return answer

    return list_executions


def _stop_execution(self: StepFunctionResponse) -> ActionResult:
    execution = _execution(self)
    execution.stop(stop_date=None, error=self._get_param("error"), cause=self._get_param("cause"))
    return ActionResult({"stopDate": execution.stop_date})


def _redrive_execution(self: StepFunctionResponse) -> ActionResult:
    execution = _execution(self)
    redrive(execution)
    return ActionResult({"redriveDate": execution.redrive_date})


def _get_execution_history(self: StepFunctionResponse) -> ActionResult:
    events = history(_execution(self))
    if self._get_param("reverseOrder"):
        events = events[::-1]
    token = self._get_param("nextToken") or "0"
    if not token.isdigit():
        raise ValidationException(f"Invalid Token: '{token}'")
    start = int(token)
    end = start + int(self._get_param("maxResults") or _MOST_EVENTS)
    answer: dict[str, Any] = {"events": events[start:end]}
    if end < len(events):
        answer["nextToken"] = str(end)
    return ActionResult(answer)


def _stopping(stock: Any) -> Any:
    def delete_state_machine(self: StepFunctionResponse) -> Any:
        arn = self._get_param("stateMachineArn")
        for machine in self.stepfunction_backend.state_machines:
            if machine.arn == arn:
                for execution in machine.executions:
                    execution.stop(stop_date=None, error=None, cause="The state machine was deleted.")
        return stock(self)

    return delete_state_machine


def _validate_definition(self: StepFunctionResponse) -> ActionResult:
    try:
        validate(self._get_param("definition"))
    except InvalidDefinition as error:
        code, reason = error.reason
        diagnostic = {"severity": "ERROR", "code": code, "message": reason, "location": "/"}
        return ActionResult({"result": "FAIL", "diagnostics": [diagnostic], "truncated": False})
    return ActionResult({"result": "OK", "diagnostics": [], "truncated": False})


def _list_versions(self: StepFunctionResponse) -> ActionResult:
    machine = self.stepfunction_backend.describe_state_machine(self._get_param("stateMachineArn"))
    versions = [
        {"stateMachineVersionArn": version.arn, "creationDate": version.creation_date}
        for _, version in sorted(machine.versions.items(), reverse=True)
    ]
    return ActionResult({"stateMachineVersions": versions})


def _publish_version(self: StepFunctionResponse) -> ActionResult:
    machine = self.stepfunction_backend.describe_state_machine(self._get_param("stateMachineArn"))
    latest = machine.latest_version
    # As in AWS: without a change since the latest version there is no new one.
    if latest is None or (latest.definition, latest.roleArn) != (machine.definition, machine.roleArn):
        machine.publish(self._get_param("description"))
    version = machine.latest_version
    return ActionResult({"creationDate": version.creation_date, "stateMachineVersionArn": version.arn})


def _delete_version(self: StepFunctionResponse) -> EmptyResult:
    arn, _, number = self._get_param("stateMachineVersionArn").rpartition(":")
    machine = self.stepfunction_backend.describe_state_machine(arn)
    removed = machine.versions.pop(int(number), None) if number.isdigit() else None
    if removed is not None and machine.latest_version is removed:
        machine.latest_version = machine.versions[max(machine.versions)] if machine.versions else None
    return EmptyResult()
