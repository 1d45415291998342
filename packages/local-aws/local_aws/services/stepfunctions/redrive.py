"""RedriveExecution: continues a failed execution at the state where it failed, with that state's input."""

import json
from datetime import datetime, timezone
from typing import Any

from moto.core.exceptions import AWSError
from moto.stepfunctions.parser.api import ExecutionStatus, HistoryEventType
from moto.stepfunctions.parser.asl.component.common.flow.start_at import StartAt
from moto.stepfunctions.parser.backend.execution import Execution
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker

from .executions import checkpoint, history

_ENDED_BADLY = (ExecutionStatus.FAILED, ExecutionStatus.ABORTED, ExecutionStatus.TIMED_OUT)


class ExecutionNotRedrivable(AWSError):
    TYPE = "ExecutionNotRedrivable"


def status(execution: Execution) -> dict[str, Any]:
    """The fields of DescribeExecution."""
    reason = _obstacle(execution)
    found: dict[str, Any] = {"redriveCount": execution.redrive_count}
    if execution.redrive_date is not None:
        found["redriveDate"] = execution.redrive_date
    if reason:
        return {**found, "redriveStatus": "NOT_REDRIVABLE", "redriveStatusReason": reason}
    return {**found, "redriveStatus": "REDRIVABLE"}


def redrive(execution: Execution) -> None:
    reason = _obstacle(execution)
    point, past = checkpoint(execution), history(execution)
    if reason or point is None:
        raise ExecutionNotRedrivable(reason)
    execution.redrive_count += 1
    execution.redrive_date = datetime.now(timezone.utc)
    execution.stop_date = execution.error = execution.cause = None
    stock = execution._get_start_execution_worker()
    execution.exec_worker = _RedriveWorker(stock, point, past)
    execution.exec_status = ExecutionStatus.RUNNING
    execution.exec_worker.start()


def _obstacle(execution: Execution) -> str | None:
    if execution.exec_status not in _ENDED_BADLY:
        return f"Execution is {execution.exec_status.value} and cannot be redriven"
    if checkpoint(execution) is None:
        return "Execution ended before it entered a state and cannot be redriven"
    return None


class _RedriveWorker(ExecutionWorker):
    def __init__(self, stock: ExecutionWorker, point: dict[str, str], past: list[dict[str, Any]]) -> None:
        self.__dict__.update(stock.__dict__)
        self._point = point
        self._past = past

    def _execution_logic(self) -> None:
        program = self._get_evaluation_entrypoint()
        program.start_at = StartAt(self._point["state"])
        env = self._get_evaluation_environment()
        env.states.reset(json.loads(self._point["input"]))
        manager = env.event_manager
        manager._history_event_list.extend(self._past)
        manager._event_id_gen._next_id = len(self._past) + 1
        env.event_history_context.source_event_id = len(self._past)
        details = {
            "executionRedrivenEventDetails": {"redriveCount": self._execution_communication.execution.redrive_count}
        }
        manager.add_event(
            context=env.event_history_context,
            event_type=HistoryEventType.ExecutionRedriven,
            event_details=details,
        )
        self.env = env
        program.eval(env)
        self._execution_communication.terminated()
