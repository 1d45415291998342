"""The state file: a header line that identifies it, then a pickle of moto's backends."""

import hashlib
import os
import sys
from pathlib import Path

import moto

from ..errors import UnreadableState
from . import backends

_PYTHON = ".".join(map(str, sys.version_info[:2]))
_HEADER = f"local-aws state 1, moto {moto.__version__}, Python {_PYTHON}".encode()


def dump() -> bytes:
    content = backends.dumps()
    return b"\n".join((_HEADER, hashlib.sha256(content).hexdigest().encode(), content))


def write(file: Path, content: bytes) -> None:
    """Writes atomically: a power cut leaves the previous file or the new one."""
    draft = file.with_suffix(".tmp")
    with open(draft, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(draft, file)


def read(file: Path) -> bytes | None:
    """The pickle, checked as far as possible without loading it; None if there is no file. Raises UnreadableState."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(file, error.strerror or str(error)) from None
    header, _, rest = content.partition(b"\n")
    digest, _, pickled = rest.partition(b"\n")
    if header != _HEADER:
        found = header[:60].decode("ascii", "replace") or "nothing"
        raise _unreadable(file, f"it begins with {found!r} instead of {_HEADER.decode()!r}")
    if hashlib.sha256(pickled).hexdigest().encode() != digest:
        raise _unreadable(file, "its checksum does not fit its content, so it is damaged or cut short")
    return pickled


def load(file: Path, pickled: bytes) -> None:
    """Fill moto's backends. `file` is for the error message. Raises UnreadableState."""
    try:
        backends.loads(pickled)
    except Exception as error:  # noqa: BLE001 - a pickle can fail in many ways; the user needs one sentence
        raise _unreadable(file, f"{type(error).__name__}: {error}") from error


def _unreadable(file: Path, why: str) -> UnreadableState:
    return UnreadableState(
        f"The saved state {file} cannot be read: {why}. Move the file away to start with an empty AWS; what was "
        "deployed to it is then gone."
    )
