"""Objects may be deleted while they are listed: emptying a bucket sends many requests at once."""

from moto.s3.utils import _VersionedKeyStore

from local_aws.services.s3 import key_store


class Version:
    def __init__(self, name: str) -> None:
        self.name = name

    def dispose(self) -> None:
        pass


def test_a_listing_shows_what_was_there_when_it_began() -> None:
    key_store.install(None)  # type: ignore[arg-type]
    store = _VersionedKeyStore()
    for name in ("a", "a", "b", "c"):
        store[name] = Version(name)
    listings = [store.iterlists(), store.items(), store.values()]
    first = [next(listing) for listing in listings]
    store.pop("b")
    others = [list(listing) for listing in listings]
    assert [versions.name for versions in first[0][1]] == ["a", "a"]
    assert [(key, len(versions)) for key, versions in others[0]] == [("b", 1), ("c", 1)]
    assert [key for key, _ in others[1]] == ["b", "c"]
    assert [latest.name for latest in others[2]] == ["b", "c"]
    assert [key for key, _ in store.iterlists()] == ["a", "c"]
