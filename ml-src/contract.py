"""Checks a JSON value against a JSON Schema (2020-12), because the container does not have the library for it.

Supports only the keywords that the files *.schema.json use; any other is an error, so that none is ignored.
"""

import json
import math
from pathlib import Path
from typing import Any, Dict, Iterator

TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value),
    "integer": lambda value: TYPES["number"](value) and value == value // 1,
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
ANNOTATIONS = {"$schema", "title", "description"}
SHOWN = 5


def check(value: Any, schema_file, name: str) -> Any:
    """Returns the value. Raises ValueError that names the first problems, each with its path below `name`."""
    problems = list(problems_of(value, json.loads(Path(schema_file).read_text(encoding="utf-8"))))
    if problems:
        more = f"; and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        raise ValueError(f"{name} does not match {Path(schema_file).name}: {'; '.join(problems[:SHOWN])}{more}")
    return value


def problems_of(value: Any, schema: Dict[str, Any], path: str = "") -> Iterator[str]:
    """One text for each mismatch; empty if the value matches."""
    where = path or "it"
    for keyword, expected in schema.items():
        if keyword in CHECKS:
            yield from CHECKS[keyword](value, expected, schema, path, where)
        elif keyword not in ANNOTATIONS:
            raise NotImplementedError(f"the JSON Schema keyword {keyword} is not known here")


def _type(value, expected, _schema, _path, where):
    names = [expected] if isinstance(expected, str) else expected
    if not any(TYPES[name](value) for name in names):
        yield f"{where} is {_shown(value)}; the type {' or '.join(names)} is needed"


def _enum(value, expected, _schema, _path, where):
    if not any(_same(value, allowed) for allowed in expected):
        yield f"{where} is {_shown(value)}; allowed: {', '.join(map(_shown, expected))}"


def _const(value, expected, _schema, _path, where):
    if not _same(value, expected):
        yield f"{where} is {_shown(value)}; {_shown(expected)} is needed"


def _any_of(value, expected, _schema, path, where):
    found = [list(problems_of(value, option, path)) for option in expected]
    if all(found):
        yield f"{where} matches none of {len(expected)} alternatives: {' / '.join(problems[0] for problems in found)}"


def _required(value, expected, _schema, _path, where):
    absent = [name for name in expected if isinstance(value, dict) and name not in value]
    if absent:
        yield f"{where} has no {', '.join(absent)}"


def _properties(value, expected, _schema, path, _where):
    for name, schema in expected.items():
        if isinstance(value, dict) and name in value:
            yield from problems_of(value[name], schema, _below(path, name))


def _additional_properties(value, expected, schema, path, where):
    others = [name for name in value if name not in schema.get("properties", {})] if isinstance(value, dict) else []
    if expected is False and others:
        yield f"{where} has {', '.join(others)}, which the schema does not know"
    elif isinstance(expected, dict):
        for name in others:
            yield from problems_of(value[name], expected, _below(path, name))


def _items(value, expected, _schema, path, _where):
    for index, item in enumerate(value if isinstance(value, list) else ()):
        yield from problems_of(item, expected, f"{path}[{index}]")


def _min_items(value, expected, _schema, _path, where):
    if isinstance(value, list) and len(value) < expected:
        yield f"{where} has {len(value)} items; at least {expected} are needed"


def _min_length(value, expected, _schema, _path, where):
    if isinstance(value, str) and len(value) < expected:
        yield f"{where} is {_shown(value)}; at least {expected} characters are needed"


def _minimum(value, expected, _schema, _path, where):
    if TYPES["number"](value) and value < expected:
        yield f"{where} is {_shown(value)}; at least {expected} is needed"


CHECKS = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "anyOf": _any_of,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional_properties,
    "items": _items,
    "minItems": _min_items,
    "minLength": _min_length,
    "minimum": _minimum,
}


def _same(one: Any, other: Any) -> bool:
    """Python accepts True as 1; JSON does not."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
