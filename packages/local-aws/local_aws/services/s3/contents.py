"""The bytes of objects are in files of the state folder, named by their hash; the state itself holds the names.

A save therefore costs the same however large the objects are, equal contents are stored once, and memory stays small.
"""

import hashlib
import os
import threading
import uuid
from pathlib import Path
from typing import Any

from moto.s3.models import FakeDeleteMarker, FakeKey, s3_backends

from ...context import ServiceContext


class Contents:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def write(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        path = self._folder / name
        if not path.exists():
            draft = self._folder / f"{uuid.uuid4().hex}.tmp"
            draft.write_bytes(content)
            os.replace(draft, path)
        return name

    def read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def keep_only(self, names: set[str]) -> None:
        for path in self._folder.iterdir():
            if path.name not in names:
                path.unlink()


def install(context: ServiceContext) -> None:
    contents = _contents(context)

    def get_value(self: FakeKey) -> bytes:
        return contents.read(self.content)

    def set_value(self: FakeKey, new_value: bytes | str) -> None:
        body = new_value.encode() if isinstance(new_value, str) else new_value
        self.content = contents.write(body)
        self.contentsize = len(body)

    def etag(self: FakeKey) -> str:
        if self._etag is None:
            self._etag = hashlib.md5(self.value, usedforsecurity=False).hexdigest()
        return f'"{self._etag}"'

    def getstate(self: FakeKey) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in ("_value_buffer", "lock")}

    def setstate(self: FakeKey, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.lock = threading.Lock()
        self._value_buffer = _NoBuffer()

    FakeKey.value = property(get_value, set_value)
    FakeKey.etag = property(etag)
    FakeKey.__getstate__ = getstate
    FakeKey.__setstate__ = setstate
    # moto asks each version of a key to release its bytes, but delete markers have no such method.
    FakeDeleteMarker.dispose = lambda self: None


def remove_orphans(context: ServiceContext) -> None:
    """At the start: deletes what deleted objects left behind."""
    names = set()
    for account in s3_backends.values():
        for backend in account.values():
            for bucket in backend.buckets.values():
                keys = [key for name in list(bucket.keys) for key in bucket.keys.getlist(name)]
                keys += [part for upload in bucket.multiparts.values() for part in upload.parts.values()]
                names |= {key.content for key in keys if isinstance(key, FakeKey)}
    _contents(context).keep_only(names)


def _contents(context: ServiceContext) -> Contents:
    return Contents(context.state / "objects")


class _NoBuffer:
    """Takes the place of moto's bytes: moto closes it when the object is deleted."""

    def close(self) -> None:
        """Does nothing: no file is open."""
