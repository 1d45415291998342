"""Lets a save read the state while no request changes it.

Requests pass the gate together; a save closes it, waits until all of them have left, and opens it again. A request that
waits for something long (a Lambda function, which itself sends requests) steps outside meanwhile, so that there is no
deadlock. A request that stays inside for longer than `patience` is not waited for: the save is retried later.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._inside = 0
        self._closed = False
        self._mine = threading.local()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Hold around a change. Can be nested in one thread."""
        depth = getattr(self._mine, "depth", 0)
        if depth == 0:
            self._enter()
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            if depth == 0:
                self._leave()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Hold around a long wait in a thread that is inside; elsewhere it does nothing."""
        depth = getattr(self._mine, "depth", 0)
        if depth == 0:
            yield
            return
        self._mine.depth = 0
        self._leave()
        try:
            yield
        finally:
            self._enter()
            self._mine.depth = depth

    @contextmanager
    def closed(self, patience: float) -> Iterator[bool]:
        """Keep requests out. Yields whether all left within `patience` seconds; the gate is closed in either case."""
        deadline = time.monotonic() + patience
        with self._condition:
            self._closed = True
            empty = self._condition.wait_for(lambda: self._inside == 0, max(0.0, deadline - time.monotonic()))
        try:
            yield empty
        finally:
            with self._condition:
                self._closed = False
                self._condition.notify_all()

    def _enter(self) -> None:
        with self._condition:
            self._condition.wait_for(lambda: not self._closed)
            self._inside += 1

    def _leave(self) -> None:
        with self._condition:
            self._inside -= 1
            self._condition.notify_all()
