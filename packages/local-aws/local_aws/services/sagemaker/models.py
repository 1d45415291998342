"""Models: what an endpoint loads, given directly or through a model package."""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.sagemaker.exceptions import ValidationError
from moto.sagemaker.responses import SageMakerResponse
from moto.sagemaker.utils import arn_formatter

from .constraints import checked
from .images import require_known
from .listing import listing


def install() -> None:
    stock_create = SageMakerResponse.create_model

    def create_model(self: SageMakerResponse) -> ActionResult:
        request = self._get_params()
        name = request["ModelName"]
        existing = self.sagemaker_backend._models.get(name)
        if existing is not None:
            raise ValidationError(f'Cannot create already existing model "{existing.arn}".')
        _check_container(self, request)
        answer = stock_create(self)
        model = self.sagemaker_backend._models[name]
        model.enable_network_isolation = request.get("EnableNetworkIsolation", False)
        model.execution_role_arn = request.get("ExecutionRoleArn")
        for container in (model.primary_container, *model.containers):
            if container and "ModelPackageName" not in container:
                container.setdefault("Mode", "SingleModel")
        return answer

    SageMakerResponse.create_model = checked("CreateModel")(create_model)
    SageMakerResponse.describe_model = checked("DescribeModel")(_describe_model)
    SageMakerResponse.delete_model = checked("DeleteModel")(_delete_model)
    SageMakerResponse.list_models = checked("ListModels")(_list_models)


def _check_container(self: SageMakerResponse, request: dict[str, Any]) -> None:
    primary, others = request.get("PrimaryContainer"), request.get("Containers") or []
    if (primary is None) == (not others):
        raise ValidationError("Exactly one of PrimaryContainer and Containers has to be given.")
    if len(others) > 1:
        raise ValidationError(f"The local AWS serves models of one container, and {len(others)} were given.")
    container = primary or others[0]
    package = container.get("ModelPackageName")
    if package is None:
        require_known(container.get("Image"))
        return
    for definition in (self.sagemaker_backend.describe_model_package(package).inference_specification or {}).get(
        "Containers", []
    ):
        require_known(definition.get("Image"))


def _describe_model(self: SageMakerResponse) -> ActionResult:
    found = _find(self).response_object
    # To a client that gave none, an empty one would be a difference.
    return ActionResult({name: value for name, value in found.items() if value not in ({}, [])})


def _delete_model(self: SageMakerResponse) -> EmptyResult:
    del self.sagemaker_backend._models[_find(self).model_name]
    return EmptyResult()


def _list_models(self: SageMakerResponse) -> ActionResult:
    summaries = [
        {"ModelName": model.model_name, "ModelArn": model.arn, "CreationTime": model.creation_time}
        for model in self.sagemaker_backend._models.values()
    ]
    return listing(self._get_params(), summaries, answer="Models", name="ModelName", descending=True)


def _find(self: SageMakerResponse) -> Any:
    name = self._get_param("ModelName")
    if name not in self.sagemaker_backend._models:
        arn = arn_formatter("model", name, self.current_account, self.region)
        raise ValidationError(f'Could not find model "{arn}".')
    return self.sagemaker_backend._models[name]
