"""The state folder: who serves it, and the note that tells clients how to reach the server."""

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import Any

from .errors import AlreadyServed, StartError


class StateFolder:
    """Owned by one server at a time. The lock is the kernel's: it ends with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._note = self.path / "server.json"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = open(self.path / "server.lock", "a")  # noqa: SIM115 - held as long as the process lives
        except OSError as error:
            raise StartError(f"The state folder {path} cannot be used: {error.strerror}.") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServed(
                f"The state folder {path} is already served{self._by_whom()}. Use that server, stop it first, or give "
                "another --state."
            ) from None
        self._note.unlink(missing_ok=True)

    def scratch(self) -> Path:
        """An empty folder for temporary files."""
        path = self.path / "tmp"
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        return path

    def announce(self, note: dict[str, Any]) -> None:
        """Written once the server answers, all at once, so that a reader never finds half of it."""
        draft = self._note.with_suffix(".tmp")
        draft.write_text(json.dumps(note, indent=2) + "\n")
        os.replace(draft, self._note)

    def withdraw(self) -> None:
        self._note.unlink(missing_ok=True)

    def _by_whom(self) -> str:
        try:
            note = json.loads(self._note.read_text())
            return f" by process {note['pid']} at {note['url']}"
        except (OSError, ValueError, KeyError):
            return " by another process"
