"""Checks requests against the service's own model, with error messages in the service's own words."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import Any

from botocore.model import Shape
from moto.core.utils import get_service_model
from moto.sagemaker.exceptions import SagemakerClientError, ValidationError
from moto.sagemaker.responses import SageMakerResponse


class SerializationError(SagemakerClientError):
    code = "SerializationException"


def checked(operation: str) -> Callable[[Callable[[SageMakerResponse], Any]], Callable[[SageMakerResponse], Any]]:
    """Refuse a request that violates the operation's constraints; all violations at once."""

    def decorate(method: Callable[[SageMakerResponse], Any]) -> Callable[[SageMakerResponse], Any]:
        @wraps(method)
        def check_first(self: SageMakerResponse) -> Any:
            check(operation, self._get_params())
            return method(self)

        return check_first

    return decorate


def check(operation: str, parameters: dict[str, Any]) -> None:
    shape = get_service_model("sagemaker").operation_model(operation).input_shape
    breaches = list(_breaches(shape, parameters, ""))
    if breaches:
        number = "1 validation error" if len(breaches) == 1 else f"{len(breaches)} validation errors"
        raise ValidationError(f"{number} detected: {'; '.join(breaches)}")


def _breaches(shape: Shape, value: Any, path: str) -> Iterator[str]:
    _check_type(shape, value, path)
    if shape.type_name == "structure":
        for name in shape.required_members:
            if value.get(name) is None:
                yield f"Value null at '{_member(path, name)}' failed to satisfy constraint: Member must not be null"
        for name, member in shape.members.items():
            if value.get(name) is not None:
                yield from _breaches(member, value[name], _member(path, name))
        return
    limit = _limit(shape, value)
    if limit:
        yield f"Value '{value}' at '{path}' failed to satisfy constraint: {limit}"
    if shape.type_name == "list":
        for number, member in enumerate(value, 1):
            yield from _breaches(shape.member, member, f"{path}.{number}.member")
    elif shape.type_name == "map":
        for key, member in value.items():
            yield from _breaches(shape.key, key, f"{path}.{key}.key")
            yield from _breaches(shape.value, member, f"{path}.{key}.value")


_TYPES: dict[str, tuple[type, ...]] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "boolean": (bool,),
}


def _check_type(shape: Shape, value: Any, path: str) -> None:
    allowed = _TYPES.get(shape.type_name)
    wrong = allowed is not None and not isinstance(value, allowed)
    if wrong or (isinstance(value, bool) and shape.type_name not in ("boolean", "timestamp")):
        raise SerializationError(
            f"{path or 'The request'}: {type(value).__name__} found where {shape.type_name} belongs"
        )


def _limit(shape: Shape, value: Any) -> str | None:
    """The first violated constraint of this very value."""
    rules = shape.metadata
    if "enum" in rules and value not in rules["enum"]:
        return f"Member must satisfy enum value set: [{', '.join(rules['enum'])}]"
    size: float
    if isinstance(value, str | list | dict):
        size, what = len(value), "length"
    elif isinstance(value, int | float):
        size, what = value, "value"
    else:
        return None
    if size < rules.get("min", size):
        return f"Member must have {what} greater than or equal to {rules['min']}"
    if size > rules.get("max", size):
        return f"Member must have {what} less than or equal to {rules['max']}"
    pattern = _pattern(rules.get("pattern", "")) if isinstance(value, str) else None
    if pattern and not pattern.fullmatch(value):
        return f"Member must satisfy regular expression pattern: {pattern.pattern}"
    return None


@lru_cache(maxsize=512)
def _pattern(text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text) if text else None
    except re.error:  # Java's \p{L} and similar, which Python does not support
        return None


def _member(path: str, name: str) -> str:
    return f"{path}.{name[0].lower()}{name[1:]}" if path else f"{name[0].lower()}{name[1:]}"
