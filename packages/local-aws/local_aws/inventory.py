"""Counts what every backend holds, so that a test can check that nothing is left."""

import functools
from collections.abc import Callable, Iterable
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend

#: Not a user's resources but records about them, some of which moto keeps after the resource is gone.
_NOTES = {"tags", "tagger", "next_tokens", "results", "model_package_name_mapping"}
#: A resource in such a state is being deleted or already gone from its owner's view.
_GONE = {"deleted", "deleting", "pendingdeletion", "terminated"}


def inventory() -> dict[str, dict[str, int]]:
    """The number of resources by service and kind, beyond those of a new account; empty kinds are absent."""
    counts: dict[str, dict[str, int]] = {}
    for backends in list(BackendDict._instances):
        for account in list(backends.values()):
            for backend in list(account.values()):
                kind: Any = type(backend)
                given = _given(kind, backend.region_name, backend.account_id)
                for name, number in _held(backend).items():
                    excess = number - given.get(name, 0)
                    if excess > 0:
                        service = counts.setdefault(backends.service_name, {})
                        service[name] = service.get(name, 0) + excess
    return {service: dict(sorted(kinds.items())) for service, kinds in sorted(counts.items())}


@functools.cache
def _given(kind: Callable[[str, str], BaseBackend], region: str, account: str) -> dict[str, int]:
    """What moto creates by itself: a default VPC, an event bus, AWS's own prefix lists."""
    return _held(kind(region, account))


def _held(backend: BaseBackend) -> dict[str, int]:
    held = {}
    for name, value in list(vars(backend).items()):
        if name.startswith("_") or name in _NOTES or not isinstance(value, dict | list):
            continue
        held[name] = _count(list(value.values()) if isinstance(value, dict) else list(value))
    return {name: number for name, number in held.items() if number}


def _count(values: Iterable[Any]) -> int:
    """A dictionary of dictionaries is a grouping: the contents of the groups are counted."""
    return sum(_count(list(value.values())) if isinstance(value, dict) else not _is_gone(value) for value in values)


def _is_gone(thing: Any) -> bool:
    state = getattr(thing, "key_state", None) or getattr(thing, "state", None)
    return isinstance(state, str) and state.lower() in _GONE
