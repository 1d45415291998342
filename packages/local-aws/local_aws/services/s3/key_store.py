"""Listing while deleting: moto looks each key up again while it lists, and fails for one that is gone."""

from collections.abc import Iterator
from typing import Any

from moto.s3.utils import _VersionedKeyStore

from ...context import ServiceContext


def install(_context: ServiceContext) -> None:
    # The names under which moto calls them: it has Python 2's in addition to Python 3's.
    _VersionedKeyStore.lists = _VersionedKeyStore.iterlists = _lists
    _VersionedKeyStore.items = _VersionedKeyStore.iteritems = _items
    _VersionedKeyStore.values = _VersionedKeyStore.itervalues = _values


def _lists(store: _VersionedKeyStore) -> Iterator[tuple[str, list[Any]]]:
    """Key -> its versions when the listing began. `dict(store)` copies without running Python code."""
    for key, versions in dict.items(dict(store)):
        yield key, list(versions)


def _items(store: _VersionedKeyStore) -> Iterator[tuple[str, Any]]:
    for key, versions in _lists(store):
        if versions:
            yield key, versions[-1]


def _values(store: _VersionedKeyStore) -> Iterator[Any]:
    for _, latest in _items(store):
        yield latest
