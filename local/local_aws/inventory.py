"""What every backend holds, as numbers, so that a test can see that nothing is left."""

from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend

#: What moto makes by itself and no user asked for.
_OWN: dict[str, set[str]] = {}


def inventory() -> dict[str, dict[str, int]]:
    """Per service the number of things of each kind; services and kinds that hold nothing are absent."""
    counts: dict[str, dict[str, int]] = {}
    for backends in list(BackendDict._instances):
        for account in list(backends.values()):
            for backend in list(account.values()):
                for kind, number in _held(backend).items():
                    service = counts.setdefault(backends.service_name, {})
                    service[kind] = service.get(kind, 0) + number
    return {service: dict(sorted(kinds.items())) for service, kinds in sorted(counts.items()) if kinds}


def _held(backend: BaseBackend) -> dict[str, int]:
    held: dict[str, Any] = {}
    for name, value in list(vars(backend).items()):
        if not name.startswith("_") and isinstance(value, dict | list) and value:
            held[name] = len(value)
    return held
