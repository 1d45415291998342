"""The state folder: who serves it, and the note (server.json) that is all other programs need to know about it."""

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import Any

from .errors import AlreadyServed, StartError
from .private import write_private


class StateFolder:
    """Owned by one server at a time. The lock is the kernel's: it ends with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._note = self.path / "server.json"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if self.path.stat().st_uid != os.geteuid():
                raise StartError(f"The state folder {path} belongs to another user. Give another --state.")
            # Whoever could read it could read every secret and object, and whoever could write to it runs code here.
            self.path.chmod(0o700)
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
        # A server that crashed has left its own.
        self.withdraw()

    @property
    def state_file(self) -> Path:
        return self.path / "state.pickle"

    def scratch(self) -> Path:
        """An empty folder for temporary files."""
        path = self.path / "tmp"
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        return path

    def announce(self, note: dict[str, Any]) -> None:
        """All at once, so that a reader never finds half of it."""
        draft = self._note.with_suffix(".tmp")
        write_private(draft, json.dumps(note, indent=2).encode() + b"\n")
        os.replace(draft, self._note)

    def withdraw(self) -> None:
        """Nobody answers. A note stays while there is a state to come back to, and says only that."""
        if self.state_file.exists():
            self.announce({"saved": True})
        else:
            self._note.unlink(missing_ok=True)

    def _by_whom(self) -> str:
        try:
            note = json.loads(self._note.read_text())
            return f" by process {note['pid']} at {note['url']}"
        except (OSError, ValueError, KeyError):
            return " by another process"
