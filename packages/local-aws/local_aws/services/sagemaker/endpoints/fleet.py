"""The variants of an endpoint under one configuration: they start together, and share the traffic by weight."""

import random
from typing import Any

from moto.sagemaker.exceptions import ValidationError

from ....context import ServiceContext
from .model_server import ContainerDefinition, ModelServer


class Fleet:
    def __init__(self, context: ServiceContext, backend: Any, endpoint: str, configuration: Any) -> None:
        self.configuration_name = configuration.endpoint_config_name
        self._weights: dict[str, float] = {}
        self._servers: dict[str, ModelServer] = {}
        for variant in configuration.production_variants:
            name = variant["VariantName"]
            self._weights[name] = variant.get("InitialVariantWeight", 1.0)
            container = container_of(backend, variant["ModelName"])
            self._servers[name] = ModelServer(context, backend.region_name, endpoint, name, container)

    def start(self) -> None:
        """Raises NotHealthy after ending everything it started."""
        try:
            for server in self._servers.values():
                server.start()
        except BaseException:
            self.close()
            raise

    def choose(self, wanted: str | None) -> tuple[str, ModelServer]:
        """The variant for a request. Raises KeyError if `wanted` is none of them."""
        if wanted is not None:
            return wanted, self._servers[wanted]
        names = list(self._servers)
        weights = [self._weights[name] for name in names]
        name = random.choices(names, weights if any(weights) else None)[0]
        return name, self._servers[name]

    def close(self) -> None:
        for server in self._servers.values():
            server.close()


def container_of(backend: Any, model_name: str) -> ContainerDefinition:
    """The source of a model container's data and environment: the model itself, or the package it names."""
    model = backend.describe_model(model_name)
    container = model.primary_container or model.containers[0]
    package = container.get("ModelPackageName")
    given = container.get("Environment", {})
    if package:
        found = backend.describe_model_package(package)
        container = (found.inference_specification or {}).get("Containers", [{}])[0]
        if not container:
            raise ValidationError(f"The model package {package} has no container to run inference with.")
    url = container.get("ModelDataUrl") or container.get("ModelDataSource", {}).get("S3DataSource", {}).get("S3Uri")
    return ContainerDefinition(url, {**container.get("Environment", {}), **given})
