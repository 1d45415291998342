"""Executions run inside this server, end as on AWS, and survive a save and a restart as records."""

import json
import threading
import time
import uuid
from datetime import datetime, timezone
from typing import Any

import moto.stepfunctions
from moto.core import config
from moto.core.base_backend import BackendDict
from moto.stepfunctions import models, responses, urls
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.api import ExecutionStatus, HistoryEventType
from moto.stepfunctions.parser.asl.component.state.state import CommonStateField
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication, Execution
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker
from moto.stepfunctions.parser.models import StepFunctionsParserBackend, stepfunctions_parser_backends

from ...context import ServiceContext
from .execution_log import ExecutionLog
from .values import iso

RESTARTED = {"error": "States.Runtime", "cause": "The local AWS was restarted while the execution was running."}


def install(context: ServiceContext) -> None:
    config.default_user_config.setdefault("stepfunctions", {})["execute_state_machine"] = True
    _use_one_backend()
    StateMachine.__deepcopy__ = _shallow_copy
    StepFunctionsParserBackend.start_execution = _checked_start(StepFunctionsParserBackend.start_execution)
    Execution.redrive_count = 0
    Execution.redrive_date = None
    Execution.checkpoint = None
    Execution.history = ()
    Execution.start = _start
    Execution.stop = _stop
    Execution.to_history_output = _to_history_output
    Execution.__getstate__ = _as_record
    ExecutionWorker._get_evaluation_environment = _with_context(ExecutionWorker._get_evaluation_environment)
    CommonStateField._eval_body = _with_checkpoint(CommonStateField._eval_body)
    reflect = BaseExecutionWorkerCommunication._reflect_execution_status

    def reflect_and_save(self: BaseExecutionWorkerCommunication) -> None:
        execution = self.execution
        with context.changing():
            if execution.exec_status is ExecutionStatus.RUNNING:
                reflect(self)

    BaseExecutionWorkerCommunication._reflect_execution_status = reflect_and_save


def _use_one_backend() -> None:
    """moto has two backends of one name, one that only answers and one that executes; this keeps the latter."""
    stock = models.stepfunctions_backends
    if stock is not stepfunctions_parser_backends:
        BackendDict._instances[:] = [instance for instance in BackendDict._instances if instance is not stock]
        for module in (moto.stepfunctions, models, responses):
            module.stepfunctions_backends = stepfunctions_parser_backends
        StepFunctionsParserBackend._url_module = property(lambda _: urls)


def restore(context: ServiceContext) -> None:
    """What was running when the state was saved has failed; it can be redriven."""
    for execution in _all(context):
        if execution.exec_status is ExecutionStatus.RUNNING:
            _fail_restarted(execution)
            number = len(execution.history)
            event = {
                "id": number + 1,
                "previousEventId": number,
                "type": HistoryEventType.ExecutionFailed,
                "timestamp": iso(execution.stop_date),
                "executionFailedEventDetails": RESTARTED,
            }
            execution.history = [*execution.history, event]


def end_all(context: ServiceContext) -> None:
    """The server ends, and jobs with it: executions must not treat that as failures of their jobs."""
    for execution in _all(context):
        worker = execution.exec_worker
        if execution.exec_status is ExecutionStatus.RUNNING and worker is not None and worker.env is not None:
            _fail_restarted(execution)
            worker.env.event_manager.add_event(
                context=worker.env.event_history_context,
                event_type=HistoryEventType.ExecutionFailed,
                event_details=EventDetails(executionFailedEventDetails=RESTARTED),
            )
            # A record from here on: what its threads still do is not part of it.
            execution.history, execution.checkpoint = history(execution), checkpoint(execution)
            execution.exec_worker = None
            worker.env.set_stop(stop_date=execution.stop_date, **RESTARTED)


def _fail_restarted(execution: Execution) -> None:
    execution.exec_status = ExecutionStatus.FAILED
    execution.stop_date = datetime.now(timezone.utc)
    execution.error, execution.cause = RESTARTED["error"], RESTARTED["cause"]


def _all(context: ServiceContext) -> list[Execution]:
    backends = stepfunctions_parser_backends[context.account_id].values()
    return [execution for backend in backends for machine in backend.state_machines for execution in machine.executions]


def _shallow_copy(self: StateMachine, _: Any) -> StateMachine:
    """An execution keeps the definition it was started with, and nothing else of the state machine."""
    clone = StateMachine.__new__(StateMachine)
    clone.__dict__.update(self.__dict__)
    clone.executions = []
    return clone


def _checked_start(stock: Any) -> Any:
    def start_execution(
        self: StepFunctionsParserBackend, state_machine_arn: str, name: str | None = None, *rest: Any, **more: Any
    ) -> Execution:
        if name:
            self._validate_name(name)
        return stock(self, state_machine_arn, name or str(uuid.uuid4()), *rest, **more)

    return start_execution


def _start(self: Execution) -> None:
    self.exec_worker = self._get_start_execution_worker()
    self.exec_status = ExecutionStatus.RUNNING
    self.exec_worker.start()


def _stop(self: Execution, stop_date: datetime, error: str | None, cause: str | None) -> None:
    if self.exec_status is not ExecutionStatus.RUNNING:
        return
    # AWS says ABORTED at once, even if a Task still has to be stopped.
    self.exec_status = ExecutionStatus.ABORTED
    self.stop_date = datetime.now(timezone.utc)
    self.error, self.cause = error or None, cause or None
    worker = self.exec_worker
    if worker is not None:
        threading.Thread(target=_stop_worker, args=(worker, self), daemon=True).start()


def _stop_worker(worker: ExecutionWorker, execution: Execution) -> None:
    deadline = time.monotonic() + 10
    # An execution can be stopped before its thread has started.
    while not (worker.env is not None and worker.env.is_running()) and time.monotonic() < deadline:
        time.sleep(0.01)
    if worker.env is not None:
        worker.env.set_stop(stop_date=execution.stop_date, error=execution.error, cause=execution.cause)


def _to_history_output(self: Execution) -> dict[str, Any]:
    return {"events": history(self)}


def history(execution: Execution) -> list[dict[str, Any]]:
    worker = execution.exec_worker
    if worker is not None and worker.env is not None:
        return worker.env.event_manager.get_event_history()
    return list(execution.history)


def checkpoint(execution: Execution) -> dict[str, str] | None:
    """The state where a redrive continues, and its input as JSON."""
    worker = execution.exec_worker
    if worker is not None and worker.env is not None:
        return getattr(worker.env, "checkpoint", None) or execution.checkpoint
    return execution.checkpoint


def _as_record(self: Execution) -> dict[str, Any]:
    """What is saved: no threads, but everything that happened."""
    record = dict(self.__dict__)
    record["history"] = history(self)
    record["checkpoint"] = checkpoint(self)
    record["exec_worker"] = None
    record["_cloud_watch_logging_session"] = None
    return record


def _with_context(stock: Any) -> Any:
    def get_evaluation_environment(self: ExecutionWorker) -> Any:
        execution = self._execution_communication.execution
        self._cloud_watch_logging_session = ExecutionLog.of(execution)
        env = stock(self)
        data = env.states.context_object.context_object_data["Execution"]
        data["StartTime"] = iso(execution.start_date)
        data["RedriveCount"] = execution.redrive_count
        if execution.redrive_date is not None:
            data["RedriveTime"] = iso(execution.redrive_date)
        return env

    return get_evaluation_environment


def _with_checkpoint(stock: Any) -> Any:
    def eval_body(self: CommonStateField, env: Any) -> None:
        """Record where a redrive would continue: at the last state entered on the outermost level."""
        if not env.is_frame():
            env.checkpoint = {"state": self.name, "input": json.dumps(env.states.get_input())}
        stock(self, env)

    return eval_body
