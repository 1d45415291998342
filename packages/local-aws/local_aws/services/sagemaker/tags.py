"""Tags of everything with an ARN here. Stock moto answers an unexpected ARN with 500, retried for minutes."""

from typing import Any

from moto.sagemaker.exceptions import ValidationError
from moto.sagemaker.models import SageMakerModelBackend


def install() -> None:
    stock = SageMakerModelBackend._get_resource_from_arn

    def find(self: SageMakerModelBackend, arn: str) -> Any:
        found = _by_arn(self, arn)
        if found is None:
            try:
                found = stock(self, arn)
            except (AttributeError, KeyError, ValueError):
                found = None
        if found is None:
            raise ValidationError(f"Could not find the resource {arn}.")
        if getattr(found, "tags", None) is None:
            found.tags = []
        return found

    def add_tags(self: SageMakerModelBackend, arn: str, tags: list[dict[str, str]]) -> list[dict[str, str]]:
        resource = self._get_resource_from_arn(arn)
        given = {tag["Key"]: tag for tag in tags}
        kept = [tag for tag in resource.tags if tag["Key"] not in given]
        resource.tags = [*kept, *given.values()]
        return resource.tags

    SageMakerModelBackend._get_resource_from_arn = find
    SageMakerModelBackend.add_tags = add_tags


def _by_arn(backend: SageMakerModelBackend, arn: str) -> Any:
    for held in list(vars(backend).values()):
        if isinstance(held, dict):
            for resource in list(held.values()):
                known = getattr(resource, "arn", None)
                # Services write names in ARNs in lower case in some places and as given in others.
                if isinstance(known, str) and known.lower() == arn.lower():
                    return resource
    return None
