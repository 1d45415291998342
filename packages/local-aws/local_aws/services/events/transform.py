"""The input of a target: the whole event, a constant, a part of the event, or a template filled in from it.

AWS's rules for input transformers:
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
"""

import json
import re
import time
from collections.abc import Callable
from typing import Any

from moto.events.models import Rule

_PLACEHOLDER = re.compile(r"<([A-Za-z0-9_.-]+)>")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\['([^']+)'\]")
_MISSING = object()


class InvalidTransformer(Exception):
    """Raised when the target is put, as in AWS."""


def target_input(target: dict[str, Any], event: dict[str, Any], rule: Rule) -> str:
    if target.get("Input"):
        return target["Input"]
    if target.get("InputPath"):
        return json.dumps(_or_none(_find(event, target["InputPath"])))
    if target.get("InputTransformer"):
        return _transformed(target["InputTransformer"], event, rule)
    return json.dumps(event)


def check(transformer: dict[str, Any]) -> None:
    """Raises InvalidTransformer."""
    reserved = [name for name in transformer.get("InputPathsMap", {}) if name.lower().startswith("aws")]
    if reserved:
        raise InvalidTransformer(f"InputPathsMap: names that begin with AWS are reserved: {', '.join(reserved)}")
    template = transformer.get("InputTemplate", "")
    if not template.lstrip().startswith(("{", "[")):
        return
    try:
        json.loads(_filled(template, lambda _, in_string: "" if in_string else "null"))
    except ValueError as error:
        raise InvalidTransformer(f"InputTemplate is not valid JSON once it is filled in: {error}") from None


def _transformed(transformer: dict[str, Any], event: dict[str, Any], rule: Rule) -> str:
    values = {name: _find(event, path) for name, path in transformer.get("InputPathsMap", {}).items()}
    values |= {
        "aws.events.rule-arn": rule.arn,
        "aws.events.rule-name": rule.name,
        "aws.events.event.ingestion-time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "aws.events.event": {name: value for name, value in event.items() if name != "detail"},
        "aws.events.event.json": event,
    }

    def fill(name: str, in_string: bool) -> str:
        if name not in values:
            return f"<{name}>"
        value = values[name]
        if not in_string:
            return json.dumps(_or_none(value))
        if value is _MISSING:
            return ""
        if isinstance(value, str):
            return json.dumps(value)[1:-1]
        # AWS removes the quotes from an object or list inside a string, so that it stays one string.
        return json.dumps(value).replace('"', "")

    return _filled(transformer["InputTemplate"], fill)


def _filled(template: str, fill: Callable[[str, bool], str]) -> str:
    """`fill` gets the name of a placeholder, and whether it is inside a JSON string."""
    return _PLACEHOLDER.sub(lambda match: fill(match.group(1), _in_string(template[: match.start()])), template)


def _find(event: Any, path: str) -> Any:
    if not path.startswith("$"):
        return _MISSING
    for name, index, quoted in _STEP.findall(path[1:]):
        try:
            event = event[int(index)] if index else event[name or quoted]
        except (KeyError, IndexError, TypeError):
            return _MISSING
    return event


def _or_none(value: Any) -> Any:
    return None if value is _MISSING else value


def _in_string(before: str) -> bool:
    return len(re.findall(r'(?<!\\)"', before)) % 2 == 1
