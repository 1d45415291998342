"""The state folder: its lock, and server.json, which is all that other programs need to know about the server."""

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import Any

from .errors import AlreadyServed, StartError
from .private import write_private


class StateFolder:
    """Owned by one server at a time. The kernel holds the lock, so it ends with the process, even after a crash."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._note = self.path / "server.json"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if self.path.stat().st_uid != os.geteuid():
                raise StartError(f"The state folder {path} belongs to another user. Give another --state.")
            # Read access would expose every secret and object, and write access would let others run code here.
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
        # Left by a server that crashed.
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
        """Written atomically, so that a reader never finds half of it."""
        draft = self._note.with_suffix(".tmp")
        write_private(draft, json.dumps(note, indent=2).encode() + b"\n")
        os.replace(draft, self._note)

    def withdraw(self) -> None:
        """Records that no server is running. The file stays while there is a saved state, and says only that."""
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
