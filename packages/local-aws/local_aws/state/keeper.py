"""Saves the state shortly after each change and at the end. Loads it at the start."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import storage
from .gate import Gate

_log = logging.getLogger("local_aws.state")
_REST = 0.25  # seconds without a change before a save
_LATEST = 2.0  # seconds after the first change at which a save is due in any case
_PATIENCE = 0.5  # seconds to wait for requests that are under way
_ATTEMPTS = 8  # saves put off because of such requests, before one is made regardless


class Keeper:
    def __init__(self, file: Path) -> None:
        self.gate = Gate()
        self._file = file
        #: The saved state, until it is loaded. Read first: a damaged file is reported before anything slow begins.
        self._content = storage.read(file)
        self._wake = threading.Condition()
        self._changes = 0
        self._saved = 0
        self._stopped = False
        self._saving = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="state-keeper", daemon=True)

    def load(self) -> bool:
        """Whether there was a state to load. Raises UnreadableState."""
        if self._content is None:
            return False
        storage.load(self._file, self._content)
        self._content = None
        return True

    def start(self) -> None:
        self._thread.start()

    def changed(self) -> None:
        with self._wake:
            self._changes += 1
            self._wake.notify_all()

    @contextmanager
    def changing(self) -> Iterator[None]:
        with self.gate.inside():
            try:
                yield
            finally:
                self.changed()

    @property
    def saved(self) -> bool:
        """Whether every change so far is on disk."""
        with self._wake:
            return self._saved == self._changes

    def save(self, *, whatever_happens: bool = True) -> bool:
        """Write the state now. `whatever_happens`: even while requests are running. Returns whether it was written."""
        with self._saving:
            with self._wake:
                upto = self._changes
            with self.gate.closed(_PATIENCE) as empty:
                if not empty and not whatever_happens:
                    return False
                content = storage.dump()
            storage.write(self._file, content)
            with self._wake:
                self._saved = max(self._saved, upto)
                self._wake.notify_all()
            return True

    def stop(self) -> None:
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
        self._thread.join()
        if not self.saved:
            self.save()

    def _run(self) -> None:
        put_off = 0
        while self._wait_for_changes():
            try:
                done = self.save(whatever_happens=put_off >= _ATTEMPTS)
                put_off = 0 if done else put_off + 1
            except Exception:  # noqa: BLE001 - logged with its trace; this thread must go on
                # The state in memory is unaffected; the next change tries again.
                _log.exception("The state could not be saved")
                with self._wake:
                    self._saved = self._changes

    def _wait_for_changes(self) -> bool:
        """Waits until there is something to save and changes pause. Returns False at the end."""
        with self._wake:
            self._wake.wait_for(lambda: self._stopped or self._saved != self._changes)
            waited = 0.0
            while not self._stopped and waited < _LATEST:
                waited += _REST
                if not self._more_changes_follow():
                    break
            return not self._stopped

    def _more_changes_follow(self) -> bool:
        seen = self._changes
        self._wake.wait_for(lambda: self._stopped or self._changes != seen, _REST)
        return self._changes != seen
