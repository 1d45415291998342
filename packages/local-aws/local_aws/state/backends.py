"""Converts moto's backends to bytes and back.

Everything that services hold is reachable from `BackendDict` -> account -> region -> backend. References to these
dictionaries become names, because they are globals of moto's modules; everything else is pickled directly, except for
the few kinds of objects below that cannot be.
"""

import collections
import importlib
import io
import marshal
import pickle
import tempfile
import threading
import types
import weakref
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from moto import backends
from moto.core.base_backend import AccountSpecificBackend, BackendDict

_LOCK = type(threading.Lock())
_RLOCK = type(threading.RLock())
_PLAIN_DICTIONARIES = (dict, collections.OrderedDict, collections.defaultdict, collections.Counter)


def dumps() -> bytes:
    held = {
        (instance.service_name, instance.backend, account): dict(regions)
        for instance in list(BackendDict._instances)
        for account, regions in list(instance.items())
        if regions
    }
    for attempt in range(5):
        buffer = io.BytesIO()
        try:
            _Pickler(buffer, protocol=5).dump(held)
            return buffer.getvalue()
        except RuntimeError:  # a dictionary changed size: a job's thread is running
            if attempt == 4:
                raise
    raise AssertionError


def loads(content: bytes) -> None:
    for (service, kind, account), regions in _Unpickler(io.BytesIO(content)).load().items():
        target = _find(service, kind)[account]
        for region, backend in regions.items():
            target[region] = backend


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> Any:
        if isinstance(obj, BackendDict):
            return ("backends", obj.service_name, obj.backend)
        if isinstance(obj, AccountSpecificBackend):
            return ("account", obj.service_name, obj.backend, obj.account_id)
        return None

    def reducer_override(self, obj: Any) -> Any:
        kind = type(obj)
        if kind is _LOCK:
            return threading.Lock, ()
        if kind is _RLOCK:
            return threading.RLock, ()
        if isinstance(obj, threading.Thread):
            return _nothing, ()
        if isinstance(obj, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)):
            return _key, (_private_bytes(obj),)
        if isinstance(obj, weakref.WeakValueDictionary):
            return _weak_values, (dict(obj),)
        if isinstance(obj, tempfile.SpooledTemporaryFile):
            return _spooled, (_content(obj), vars(obj)["_max_size"])
        if isinstance(obj, types.FunctionType) and "<" in obj.__qualname__:
            cells = tuple(cell.cell_contents for cell in obj.__closure__ or ())
            return _inner_function, (marshal.dumps(obj.__code__), obj.__module__, obj.__defaults__, cells)
        if isinstance(obj, dict) and kind not in _PLAIN_DICTIONARIES:
            state = (dict(vars(obj)), list(dict.items(obj)))
            return _empty, (kind, getattr(obj, "default_factory", None)), state, None, None, _fill
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, pid: Any) -> Any:
        found = _find(pid[1], pid[2])
        return found if pid[0] == "backends" else found[pid[3]]


def _find(service: str, kind: type) -> BackendDict[Any]:
    """By the class of its contents: some services have two of these dictionaries under one name."""
    module = importlib.import_module(kind.__module__)
    beside = (value for value in vars(module).values() if isinstance(value, BackendDict) and value.backend is kind)
    return next(beside, None) or backends.get_backend(service)


def _nothing() -> None:
    return None


def _private_bytes(key: Any) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _key(content: bytes) -> Any:
    return serialization.load_der_private_key(content, None)


def _weak_values(content: dict[Any, Any]) -> Any:
    return weakref.WeakValueDictionary(content)


def _content(file: Any) -> bytes:
    position = file.tell()
    file.seek(0)
    content = file.read()
    file.seek(position)
    return content


def _spooled(content: bytes, max_size: int) -> Any:
    file = tempfile.SpooledTemporaryFile(max_size=max_size)  # noqa: SIM115 - it belongs to the object that holds it
    file.write(content)
    return file


def _inner_function(code: bytes, module: str, defaults: Any, cells: tuple[Any, ...]) -> Any:
    compiled = marshal.loads(code)
    scope = vars(importlib.import_module(module))
    closure = tuple(types.CellType(cell) for cell in cells)
    return types.FunctionType(compiled, scope, compiled.co_name, defaults, closure)


def _empty(kind: type[dict[Any, Any]], factory: Any) -> Any:
    made = kind.__new__(kind)
    if isinstance(made, collections.defaultdict):
        collections.defaultdict.__init__(made, factory)
    return made


def _fill(made: dict[Any, Any], state: tuple[dict[str, Any], list[tuple[Any, Any]]]) -> None:
    """Bypasses the class's own methods, which may hide items (S3's store of versions shows the last one only)."""
    vars(made).update(state[0])
    dict.update(made, state[1])
