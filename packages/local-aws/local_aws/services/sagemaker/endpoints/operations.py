"""The operations on endpoints and their configurations."""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.sagemaker.exceptions import ValidationError
from moto.sagemaker.models import FakeEndpointConfig
from moto.sagemaker.responses import SageMakerResponse
from moto.sagemaker.utils import arn_formatter

from ....context import ServiceContext
from ..constraints import checked
from ..listing import listing
from .lifecycle import Lifecycle

_OPTIONAL = {
    "EnableNetworkIsolation": "enable_network_isolation",
    "ExecutionRoleArn": "execution_role_arn",
    "VpcConfig": "vpc_config",
}
_BUSY = ("Creating", "Updating", "RollingBack", "Deleting")


def install(context: ServiceContext) -> Lifecycle:
    lifecycle = Lifecycle(context)
    stock_create_config = SageMakerResponse.create_endpoint_config
    stock_create = SageMakerResponse.create_endpoint
    # The service's model lists the instance types, so `checked` refuses unknown ones; moto's own list is outdated.
    FakeEndpointConfig.validate_instance_type = lambda self, instance_type: None

    def create_endpoint_config(self: SageMakerResponse) -> ActionResult:
        request = self._get_params()
        name = request["EndpointConfigName"]
        _refuse_existing("endpoint configuration", self.sagemaker_backend.endpoint_configs.get(name))
        if request.get("ShadowProductionVariants"):
            raise ValidationError("The local AWS has no shadow variants.")
        for variant in request["ProductionVariants"]:
            _model(self, variant.get("ModelName", ""))
        answer = stock_create_config(self)
        configuration = self.sagemaker_backend.endpoint_configs[name]
        configuration.arn = configuration.endpoint_config_arn
        for field, attribute in _OPTIONAL.items():
            setattr(configuration, attribute, request.get(field))
        for variant in configuration.production_variants:
            if "InstanceType" in variant:
                variant.setdefault("InitialVariantWeight", 1.0)
        return answer

    def create_endpoint(self: SageMakerResponse) -> ActionResult:
        request = self._get_params()
        name = request["EndpointName"]
        _refuse_existing("endpoint", self.sagemaker_backend.endpoints.get(name))
        _configuration(self, request["EndpointConfigName"])
        answer = stock_create(self)
        endpoint = self.sagemaker_backend.endpoints[name]
        endpoint.endpoint_status = "Creating"
        lifecycle.create(self.sagemaker_backend, endpoint)
        return answer

    def update_endpoint(self: SageMakerResponse) -> ActionResult:
        request = self._get_params()
        endpoint = _endpoint(self, request["EndpointName"])
        _configuration(self, request["EndpointConfigName"])
        if endpoint.endpoint_status in _BUSY:
            raise ValidationError(f'Cannot update in-progress endpoint "{endpoint.arn}".')
        if endpoint.endpoint_status != "InService":
            raise ValidationError(
                f'Cannot update endpoint "{endpoint.arn}" in status {endpoint.endpoint_status}; delete it and create a '
                "new one."
            )
        endpoint.endpoint_status = "Updating"
        endpoint.failure_reason = None
        endpoint.last_modified_time = utcnow()
        lifecycle.update(self.sagemaker_backend, endpoint, request["EndpointConfigName"])
        return ActionResult({"EndpointArn": endpoint.arn})

    def delete_endpoint(self: SageMakerResponse) -> EmptyResult:
        endpoint = _endpoint(self, self._get_param("EndpointName"))
        del self.sagemaker_backend.endpoints[endpoint.endpoint_name]
        lifecycle.delete(endpoint)
        return EmptyResult()

    for name, method in {
        "CreateEndpointConfig": create_endpoint_config,
        "DescribeEndpointConfig": _describe_endpoint_config,
        "DeleteEndpointConfig": _delete_endpoint_config,
        "CreateEndpoint": create_endpoint,
        "UpdateEndpoint": update_endpoint,
        "DescribeEndpoint": _describe_endpoint,
        "DeleteEndpoint": delete_endpoint,
        "ListEndpoints": _list_endpoints,
        "ListEndpointConfigs": _list_endpoint_configs,
    }.items():
        setattr(SageMakerResponse, method.__name__.removeprefix("_"), checked(name)(method))
    return lifecycle


def _describe_endpoint_config(self: SageMakerResponse) -> ActionResult:
    found = _configuration(self, self._get_param("EndpointConfigName")).response_object
    return ActionResult({name: value for name, value in found.items() if value != {}})


def _delete_endpoint_config(self: SageMakerResponse) -> EmptyResult:
    configuration = _configuration(self, self._get_param("EndpointConfigName"))
    del self.sagemaker_backend.endpoint_configs[configuration.endpoint_config_name]
    return EmptyResult()


def _describe_endpoint(self: SageMakerResponse) -> ActionResult:
    endpoint = _endpoint(self, self._get_param("EndpointName"))
    found = {name: value for name, value in endpoint.response_object.items() if value != {}}
    images = [{"SpecifiedImage": image, "ResolvedImage": image} for image in _images(self, endpoint)]
    if endpoint.endpoint_status == "Failed":
        found.pop("ProductionVariants", None)
    else:
        found["ProductionVariants"] = [
            {"CurrentWeight": 1.0, "DesiredWeight": 1.0, **variant, "DeployedImages": images}
            for variant in endpoint.production_variants
        ]
    return ActionResult(found)


def _images(self: SageMakerResponse, endpoint: Any) -> list[str]:
    backend = self.sagemaker_backend
    configuration = backend.endpoint_configs.get(endpoint.endpoint_config_name)
    if configuration is None:
        return []
    models = [backend._models.get(variant["ModelName"]) for variant in configuration.production_variants]
    return [model.primary_container["Image"] for model in models if model and "Image" in model.primary_container]


def _list_endpoints(self: SageMakerResponse) -> ActionResult:
    return listing(
        self._get_params(),
        [endpoint.summary() for endpoint in self.sagemaker_backend.endpoints.values()],
        answer="Endpoints",
        name="EndpointName",
        status="EndpointStatus",
        descending=True,
    )


def _list_endpoint_configs(self: SageMakerResponse) -> ActionResult:
    return listing(
        self._get_params(),
        [configuration.summary() for configuration in self.sagemaker_backend.endpoint_configs.values()],
        answer="EndpointConfigs",
        name="EndpointConfigName",
        descending=True,
    )


def _endpoint(self: SageMakerResponse, name: str) -> Any:
    return _find(self, "endpoint", "endpoint", self.sagemaker_backend.endpoints, name)


def _configuration(self: SageMakerResponse, name: str) -> Any:
    return _find(self, "endpoint configuration", "endpoint-config", self.sagemaker_backend.endpoint_configs, name)


def _model(self: SageMakerResponse, name: str) -> Any:
    return _find(self, "model", "model", self.sagemaker_backend._models, name)


def _find(self: SageMakerResponse, kind: str, resource: str, held: dict[str, Any], name: str) -> Any:
    if name not in held:
        arn = arn_formatter(resource, name, self.current_account, self.region)
        raise ValidationError(f'Could not find {kind} "{arn}".')
    return held[name]


def _refuse_existing(kind: str, found: Any) -> None:
    if found is not None:
        raise ValidationError(f'Cannot create already existing {kind} "{found.arn}".')
