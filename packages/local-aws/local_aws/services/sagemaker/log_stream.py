"""A CloudWatch Logs stream that a job or an endpoint writes line by line."""

import threading
import time

from moto.logs.models import logs_backends

from ...context import ServiceContext

_LONGEST = 256 * 1024 - 26  # bytes of one event, as the service counts
_BATCH = 1000


class LogStream:
    def __init__(self, context: ServiceContext, region: str, group: str, stream: str) -> None:
        self._context = context
        self._region = region
        self._group = group
        self._stream = stream
        self._lock = threading.Lock()
        self._waiting: list[dict[str, object]] = []

    def write(self, line: str) -> None:
        text = line.encode()[:_LONGEST].decode("utf-8", "ignore")
        with self._lock:
            self._waiting.append({"timestamp": int(time.time() * 1000), "message": text})

    def flush(self) -> None:
        with self._lock:
            events, self._waiting = self._waiting, []
        if not events:
            return
        with self._context.changing():
            logs = logs_backends[self._context.account_id][self._region]
            if self._group not in logs.groups:
                logs.create_log_group(self._group, {})
            if self._stream not in logs.groups[self._group].streams:
                logs.create_log_stream(self._group, self._stream)
            for start in range(0, len(events), _BATCH):
                logs.put_log_events(self._group, self._stream, events[start : start + _BATCH])
