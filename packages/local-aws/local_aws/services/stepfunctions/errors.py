"""The names of failed calls in a state machine, and their causes, in AWS's words.

Retry and Catch match these names. Errors that are not in the service's model (throttling, refused parameters, internal
errors) have one name per integration: `SageMaker.AmazonSageMakerException` for the optimized integration of SageMaker,
`<Service>.<Service>Exception` for the AWS SDK integrations. A call that never got a response is
`<Service>.SdkClientException`.
"""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from moto.core.utils import get_service_model
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service import StateTaskService
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import (
    StateTaskServiceAwsSdk,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_lambda import (
    StateTaskServiceLambda,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_sns import (
    StateTaskServiceSns,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails

#: Names from the AWS SDK for Java, which the errors contain.
_SDK_NAMES = {
    "cloudwatch": "CloudWatch",
    "cloudwatchlogs": "CloudWatchLogs",
    "dynamodb": "DynamoDb",
    "eventbridge": "EventBridge",
    "s3": "S3",
    "sagemaker": "SageMaker",
    "sagemakerruntime": "SageMakerRuntime",
    "secretsmanager": "SecretsManager",
    "servicequotas": "ServiceQuotas",
}
#: Step Functions' names of services that botocore names differently.
_BOTO_NAMES = {"cloudwatchlogs": "logs", "eventbridge": "events", "sagemakerruntime": "sagemaker-runtime"}


def install() -> None:
    StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES.update(_BOTO_NAMES)
    for integration, translate in (
        (StateTaskServiceAwsSdk, _of_sdk),
        (StateTaskServiceLambda, _of_lambda),
        (StateTaskServiceSns, _of_sns),
    ):
        integration._from_error = _translating(integration._from_error, translate)


def failed(task: StateTaskService, env: Any, error: str, cause: str) -> FailureEvent:
    details = TaskFailedEventDetails(
        error=error, cause=cause, resource=task._get_sfn_resource(), resourceType=task._get_sfn_resource_type()
    )
    return FailureEvent(
        env=env,
        error_name=CustomErrorName(error),
        event_type=HistoryEventType.TaskFailed,
        event_details=EventDetails(taskFailedEventDetails=details),
    )


def of_sagemaker(task: StateTaskService, error: ClientError) -> tuple[str, str]:
    """For `arn:aws:states:::sagemaker:…`."""
    name = _modeled("sagemaker", error) or "AmazonSageMakerException"
    return f"SageMaker.{name}", _classic_cause("AmazonSageMaker", error)


def unanswered(service: str, error: BotoCoreError) -> tuple[str, str]:
    return f"{service}.SdkClientException", f"Unable to execute HTTP request: {error}"


def _translating(stock: Any, translate: Any) -> Any:
    def from_error(self: StateTaskService, env: Any, ex: Exception) -> FailureEvent:
        if isinstance(ex, ClientError | BotoCoreError):
            return failed(self, env, *translate(self, ex))
        return stock(self, env, ex)

    return from_error


def _of_sdk(task: StateTaskService, error: Exception) -> tuple[str, str]:
    service = sdk_name(task.resource.api_name)
    if not isinstance(error, ClientError):
        return unanswered(service, error)
    modeled = _modeled(task._get_boto_service_name(), error)
    answer = error.response["ResponseMetadata"]
    cause = (
        f"{error.response['Error'].get('Message', '')} (Service: {service}, Status Code: {answer['HTTPStatusCode']}, "
        f"Request ID: {answer.get('RequestId', '')})"
    )
    return f"{service}.{modeled or f'{service}Exception'}", cause


def _of_lambda(task: StateTaskService, error: Exception) -> tuple[str, str]:
    if not isinstance(error, ClientError):
        return unanswered("Lambda", error)
    return f"Lambda.{_modeled('lambda', error) or 'AWSLambdaException'}", _classic_cause("AWSLambda", error)


def _of_sns(task: StateTaskService, error: Exception) -> tuple[str, str]:
    if not isinstance(error, ClientError):
        return unanswered("SNS", error)
    return f"SNS.{_modeled('sns', error) or 'AmazonSNSException'}", _classic_cause("AmazonSNS", error)


def sdk_name(api_name: str) -> str:
    return _SDK_NAMES.get(api_name.lower(), api_name[0].upper() + api_name[1:])


def _modeled(boto_service: str, error: ClientError) -> str | None:
    """The error's name in the service's model, if it has one, as it appears in a state machine."""
    code = error.response["Error"]["Code"].rpartition(".")[2]
    for shape in get_service_model(boto_service).error_shapes:
        if code in (shape.error_code, shape.name):
            return shape.name if shape.name.endswith("Exception") else f"{shape.name}Exception"
    return None


def _classic_cause(service: str, error: ClientError) -> str:
    answer = error.response["ResponseMetadata"]
    return (
        f"{error.response['Error'].get('Message', '')} (Service: {service}; Status Code: {answer['HTTPStatusCode']}; "
        f"Error Code: {error.response['Error']['Code']}; Request ID: {answer.get('RequestId', '')}; Proxy: null)"
    )
