"""The AWS SDK integrations: requests and responses have the same form as on AWS."""

from typing import Any

from moto.core.utils import get_service_model
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import (
    StateTaskServiceAwsSdk,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_unsupported import (
    StateTaskServiceUnsupported,
)

from .values import iso, plain


def install() -> None:
    for integration in (StateTaskServiceAwsSdk, StateTaskServiceUnsupported):
        integration._eval_service_task = _with_plain_answer(integration._eval_service_task)
    StateTaskServiceAwsSdk._normalise_parameters = _normalise_parameters


def _with_plain_answer(stock: Any) -> Any:
    def eval_service_task(self: Any, env: Any, *arguments: Any, **named: Any) -> None:
        stock(self, env, *arguments, **named)
        env.stack.append(plain(env.stack.pop(), iso))

    return eval_service_task


def _normalise_parameters(self: StateTaskServiceAwsSdk, parameters: dict[str, Any], **_: Any) -> None:
    """An object is sent as JSON if the service expects text or bytes."""
    operation = self.resource.api_action[0].upper() + self.resource.api_action[1:]
    model = get_service_model(self._get_boto_service_name())
    if operation in model.operation_names and model.operation_model(operation).input_shape:
        self._to_boto_request(parameters, model.operation_model(operation).input_shape)
