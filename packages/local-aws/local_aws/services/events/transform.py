"""What a target gets to see of an event: all of it, a constant, a part, or a text filled in from it."""

import json
import re
import time
from typing import Any

from moto.events.models import Rule

_PLACEHOLDER = re.compile(r"<([A-Za-z0-9_.-]+)>")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\['([^']+)'\]")
_MISSING = object()


def target_input(target: dict[str, Any], event: dict[str, Any], rule: Rule) -> str:
    if target.get("Input"):
        return target["Input"]
    if target.get("InputPath"):
        return json.dumps(_or_none(_find(event, target["InputPath"])))
    if target.get("InputTransformer"):
        return _transformed(target["InputTransformer"], event, rule)
    return json.dumps(event)


def _transformed(transformer: dict[str, Any], event: dict[str, Any], rule: Rule) -> str:
    values = {name: _find(event, path) for name, path in transformer.get("InputPathsMap", {}).items()}
    values |= {
        "aws.events.rule-arn": rule.arn,
        "aws.events.rule-name": rule.name,
        "aws.events.event.ingestion-time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "aws.events.event": {name: value for name, value in event.items() if name != "detail"},
        "aws.events.event.json": event,
    }
    template = transformer["InputTemplate"]

    def fill(match: re.Match[str]) -> str:
        if match.group(1) not in values:
            return match.group(0)
        value = values[match.group(1)]
        if not _in_string(template[: match.start()]):
            return json.dumps(_or_none(value))
        if value is _MISSING:
            return ""
        text = value if isinstance(value, str) else json.dumps(value)
        return json.dumps(text)[1:-1]

    return _PLACEHOLDER.sub(fill, template)


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
