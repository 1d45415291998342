"""What every backend holds, as numbers, so that a test can see that nothing is left."""

import functools
from collections.abc import Callable, Iterable
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend

#: Not things of a user's but notes about them, some of which moto keeps after the thing itself.
_NOTES = {"tags", "tagger", "next_tokens", "results", "model_package_name_mapping"}
#: What is in such a state is on its way out or already gone, as far as its owner is concerned.
_GONE = {"deleted", "deleting", "pendingdeletion", "terminated"}


def inventory() -> dict[str, dict[str, int]]:
    """Per service the number of things of each kind, beyond what a new account has; what holds nothing is absent."""
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
    """What moto makes by itself: a default VPC, an event bus, AWS's own prefix lists."""
    return _held(kind(region, account))


def _held(backend: BaseBackend) -> dict[str, int]:
    held = {}
    for name, value in list(vars(backend).items()):
        if name.startswith("_") or name in _NOTES or not isinstance(value, dict | list):
            continue
        held[name] = _count(list(value.values()) if isinstance(value, dict) else list(value))
    return {name: number for name, number in held.items() if number}


def _count(values: Iterable[Any]) -> int:
    """A dictionary of dictionaries is a grouping: what is in the groups counts."""
    return sum(_count(list(value.values())) if isinstance(value, dict) else not _is_gone(value) for value in values)


def _is_gone(thing: Any) -> bool:
    state = getattr(thing, "key_state", None) or getattr(thing, "state", None)
    return isinstance(state, str) and state.lower() in _GONE
