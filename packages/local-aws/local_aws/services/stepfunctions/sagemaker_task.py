"""The optimized SageMaker integration: `arn:aws:states:::sagemaker:…`, and `.sync`, which waits for the job's end."""

import json
import logging
import time
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.state.exec.state_task import state_task_factory
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import ResourceCondition
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_callback import (
    StateTaskServiceCallback,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for

from . import errors
from .values import epoch_milliseconds, plain

_log = logging.getLogger("local_aws.stepfunctions")
_JOBS = {"createProcessingJob": "ProcessingJob", "createTrainingJob": "TrainingJob"}
_OTHERS = {"createEndpoint", "updateEndpoint", "createEndpointConfig", "createModel"}
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 1.0
_TAG = {"Key": "MANAGED_BY_AWS", "Value": "STARTED_BY_STEP_FUNCTIONS"}


class StateTaskServiceSageMaker(StateTaskServiceCallback):
    def __init__(self) -> None:
        super().__init__(supported_integration_patterns={ResourceCondition.Sync})

    def _validate_service_integration_is_supported(self) -> None:
        action = self.resource.api_action
        known = _JOBS if self.resource.condition else {*_JOBS, *_OTHERS}
        if action not in known:
            raise ValueError(
                f"The resource provided {self.resource.resource_arn} is not recognized. "
                f"The local AWS knows {', '.join(sorted(known))} here."
            )

    def _get_supported_parameters(self) -> set[str] | None:
        return set()

    def _eval_service_task(
        self, env: Any, resource_runtime_part: Any, normalised_parameters: dict[str, Any], state_credentials: Any
    ) -> None:
        client = boto_client_for(region=resource_runtime_part.region, service="sagemaker")
        if self.resource.condition:
            normalised_parameters = {
                **normalised_parameters,
                "Tags": [*normalised_parameters.get("Tags", []), _TAG],
            }
        answer = getattr(client, self._get_boto_service_action())(**normalised_parameters)
        answer.pop("ResponseMetadata", None)
        env.stack.append(plain(answer, epoch_milliseconds))

    def _eval_integration_pattern(
        self, env: Any, resource_runtime_part: Any, normalised_parameters: dict[str, Any], state_credentials: Any
    ) -> None:
        env.stack.pop()
        client = boto_client_for(region=resource_runtime_part.region, service="sagemaker")
        kind = _JOBS[self.resource.api_action]
        name = {f"{kind}Name": normalised_parameters[f"{kind}Name"]}
        pause = _FIRST_PAUSE
        while env.is_running():
            description = _describe(client, kind, name)
            status = description.get(f"{kind}Status")
            if status == "Completed":
                env.stack.append(description)
                return
            if status in ("Failed", "Stopped"):
                raise FailureEventException(self._job_failed(env, description))
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        # The execution was stopped or timed out, and so the job is.
        _stop(client, kind, name)
        env.stack.append({})

    def _from_error(self, env: Any, ex: Exception) -> FailureEvent:
        if isinstance(ex, ClientError):
            return errors.failed(self, env, *errors.of_sagemaker(self, ex))
        if isinstance(ex, BotoCoreError):
            return errors.failed(self, env, *errors.unanswered("SageMaker", ex))
        return super()._from_error(env=env, ex=ex)

    def _job_failed(self, env: Any, description: dict[str, Any]) -> FailureEvent:
        error = StatesErrorNameType.StatesTaskFailed
        details = TaskFailedEventDetails(
            error=error.to_name(),
            cause=json.dumps(description, separators=(",", ":")),
            resource=self._get_sfn_resource(),
            resourceType=self._get_sfn_resource_type(),
        )
        return FailureEvent(
            env=env,
            error_name=StatesErrorName(typ=error),
            event_type=HistoryEventType.TaskFailed,
            event_details=EventDetails(taskFailedEventDetails=details),
        )


def install() -> None:
    stock = state_task_factory.state_task_service_for
    state_task_factory.state_task_service_for = lambda service_name: (
        StateTaskServiceSageMaker() if service_name == "sagemaker" else stock(service_name=service_name)
    )


def _describe(client: Any, kind: str, name: dict[str, str]) -> dict[str, Any]:
    """Empty if the call failed: on AWS, events report a job's end, and those are not throttled."""
    operation = client.describe_processing_job if kind == "ProcessingJob" else client.describe_training_job
    try:
        answer = operation(**name)
    except (ClientError, BotoCoreError) as error:
        _log.warning("Waiting for %s: %s", name, error)
        return {}
    answer.pop("ResponseMetadata", None)
    return plain(answer, epoch_milliseconds)


def _stop(client: Any, kind: str, name: dict[str, str]) -> None:
    operation = client.stop_processing_job if kind == "ProcessingJob" else client.stop_training_job
    try:
        operation(**name)
    except (ClientError, BotoCoreError) as error:
        _log.warning("Stopping %s: %s", name, error)
