"""Faults on demand: the next calls of an operation fail as requested, to test retries and error paths."""

import threading
from dataclasses import dataclass
from typing import Any


@dataclass
class Fault:
    service: str
    operation: str
    error: str
    message: str
    status: int = 400
    times: int = 1


class Faults:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def take(self, service: str, operation: str) -> Fault | None:
        """The fault for this call, if there is one; it is then used up."""
        with self._lock:
            for fault in self._waiting:
                if fault.service == service and fault.operation == operation:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                    return fault
        return None

    def waiting(self) -> list[dict[str, Any]]:
        with self._lock:
            return [vars(fault).copy() for fault in self._waiting]


faults = Faults()
