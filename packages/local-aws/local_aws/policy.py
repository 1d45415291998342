"""Evaluates resource policies as IAM does, conditions included.

Stock moto treats an unknown operator as true, so that a Deny without TLS denies everyone. Here an element that cannot
be evaluated is refused by name, preferably when the policy is put: `problems` finds it.
"""

import fnmatch
import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from enum import Enum
from typing import Any


class Decision(Enum):
    DENIED = "denied"
    ALLOWED = "allowed"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Call:
    """One call to decide on. A condition key that is absent from `context` is absent from the request."""

    action: str
    resource: str
    #: An account id, an ARN, or a service such as "events.amazonaws.com".
    principal: str
    context: Mapping[str, str] = field(default_factory=dict)


def evaluate(policy: str | Mapping[str, Any], call: Call) -> Decision:
    decision = Decision.NEUTRAL
    for statement in _statements(policy):
        if not _applies(statement, call):
            continue
        if statement["Effect"] == "Deny":
            return Decision.DENIED
        decision = Decision.ALLOWED
    return decision


def problems(policy: str | Mapping[str, Any], known_key: Callable[[str], bool]) -> list[str]:
    """The parts of a policy that cannot be evaluated here, one sentence each. `known_key` is called in lower case."""
    found = []
    for number, statement in enumerate(_statements(policy), 1):
        place = f"statement {statement.get('Sid') or number}"
        if "NotPrincipal" in statement:
            found.append(f"{place}: NotPrincipal")
        for operator, keys in statement.get("Condition", {}).items():
            if _parse(operator)[2] not in _OPERATORS:
                found.append(f"{place}: the condition operator {operator}")
            found += [f"{place}: the condition key {key}" for key in keys if not known_key(key.lower())]
            found += [
                f"{place}: the policy variable in {value!r}"
                for values in keys.values()
                for value in _list(values)
                if "${" in str(value)
            ]
    return found


def _statements(policy: str | Mapping[str, Any]) -> list[dict[str, Any]]:
    document = json.loads(policy) if isinstance(policy, str | bytes) else policy
    return _list(document.get("Statement", []))


def _applies(statement: Mapping[str, Any], call: Call) -> bool:
    return (
        _named(statement, "Action", call.action.lower(), str.lower)
        and _named(statement, "Resource", call.resource, str)
        and _principal_matches(statement.get("Principal"), call.principal)
        and all(
            _condition_holds(operator, key, _list(values), call.context)
            for operator, keys in statement.get("Condition", {}).items()
            for key, values in keys.items()
        )
    )


def _named(statement: Mapping[str, Any], element: str, value: str, normalize: Callable[[str], str]) -> bool:
    if element in statement:
        return any(_like(normalize(pattern), value) for pattern in _list(statement[element]))
    if f"Not{element}" in statement:
        return not any(_like(normalize(pattern), value) for pattern in _list(statement[f"Not{element}"]))
    return True


def _principal_matches(given: Any, principal: str) -> bool:
    if given is None or given == "*":
        return True
    if not isinstance(given, Mapping):
        return False
    for kind, names in given.items():
        for name in _list(names):
            if name in ("*", principal):
                return True
            # An account stands for all its principals.
            if kind == "AWS" and _account(name) == _account(principal) is not None:
                return True
    return False


def _account(principal: str) -> str | None:
    found = re.fullmatch(r"(?:arn:[^:]+:iam::)?(\d{12})(?::root)?", principal)
    return found.group(1) if found else None


def _parse(operator: str) -> tuple[str, bool, str]:
    quantifier, _, name = operator.rpartition(":")
    if_exists = name.endswith("IfExists")
    return quantifier, if_exists, name.removesuffix("IfExists")


def _condition_holds(operator: str, key: str, wanted: list[Any], context: Mapping[str, str]) -> bool:
    quantifier, if_exists, name = _parse(operator)
    lower = {name.lower(): value for name, value in context.items()}
    present = key.lower() in lower
    wanted = [str(value).lower() if isinstance(value, bool) else str(value) for value in wanted]
    if name == "Null":
        return present is (wanted[0].lower() == "false")
    if not present:
        # A negated operator holds for an absent key; so does any with IfExists, and ForAllValues over an empty set.
        return if_exists or quantifier == "ForAllValues" or _NEGATION in name
    actual = lower[key.lower()]
    matches = _OPERATORS[name]
    if _NEGATION in name:
        return not any(matches(actual, value) for value in wanted)
    return any(matches(actual, value) for value in wanted)


def _like(pattern: str, value: str) -> bool:
    # IAM's wildcards are * and ?; brackets are literal.
    return fnmatch.fnmatchcase(value, pattern.replace("[", "[[]"))


def _arn_like(actual: str, pattern: str) -> bool:
    ours, theirs = actual.split(":", 5), pattern.split(":", 5)
    return len(ours) == len(theirs) and all(_like(part, value) for part, value in zip(theirs, ours, strict=True))


def _in_network(actual: str, network: str) -> bool:
    return ipaddress.ip_address(actual) in ipaddress.ip_network(network, strict=False)


def _date(text: str) -> datetime:
    if text.isdigit():
        return datetime.fromtimestamp(int(text), timezone.utc)
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


_NEGATION = "Not"
#: (actual, wanted) -> bool. Negated operators use the test of their positive counterpart.
_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "Null": lambda actual, wanted: True,
    "Bool": lambda actual, wanted: actual.lower() == wanted.lower(),
    "StringEquals": lambda actual, wanted: actual == wanted,
    "StringNotEquals": lambda actual, wanted: actual == wanted,
    "StringEqualsIgnoreCase": lambda actual, wanted: actual.lower() == wanted.lower(),
    "StringNotEqualsIgnoreCase": lambda actual, wanted: actual.lower() == wanted.lower(),
    "StringLike": lambda actual, wanted: _like(wanted, actual),
    "StringNotLike": lambda actual, wanted: _like(wanted, actual),
    "ArnEquals": _arn_like,
    "ArnNotEquals": _arn_like,
    "ArnLike": _arn_like,
    "ArnNotLike": _arn_like,
    "IpAddress": _in_network,
    "NotIpAddress": _in_network,
    "NumericEquals": lambda actual, wanted: float(actual) == float(wanted),
    "NumericNotEquals": lambda actual, wanted: float(actual) == float(wanted),
    "NumericLessThan": lambda actual, wanted: float(actual) < float(wanted),
    "NumericLessThanEquals": lambda actual, wanted: float(actual) <= float(wanted),
    "NumericGreaterThan": lambda actual, wanted: float(actual) > float(wanted),
    "NumericGreaterThanEquals": lambda actual, wanted: float(actual) >= float(wanted),
    "DateEquals": lambda actual, wanted: _date(actual) == _date(wanted),
    "DateNotEquals": lambda actual, wanted: _date(actual) == _date(wanted),
    "DateLessThan": lambda actual, wanted: _date(actual) < _date(wanted),
    "DateLessThanEquals": lambda actual, wanted: _date(actual) <= _date(wanted),
    "DateGreaterThan": lambda actual, wanted: _date(actual) > _date(wanted),
    "DateGreaterThanEquals": lambda actual, wanted: _date(actual) >= _date(wanted),
}
