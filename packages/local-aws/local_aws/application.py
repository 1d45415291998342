"""The WSGI application: moto's dispatcher, with the control API in front, and the gate and a log around it."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from moto.server import DomainDispatcherApplication

from . import control
from .operations import create_backend_app, failing_app, operation_of
from .state.keeper import Keeper

_log = logging.getLogger("local_aws.requests")
_READS = ("Describe", "Get", "List", "Head", "Search", "Lookup", "Batch", "Validate")


class Application:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._control = control.make(keeper)
        self._moto = _Dispatcher(create_backend_app)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(control.PREFIX):
            return self._control(environ, start_response)
        began = time.monotonic()
        status = "-"

        def note_status(line: str, headers: Any, exc_info: Any = None) -> Any:
            nonlocal status
            status = line.split(" ", 1)[0]
            return start_response(line, headers, exc_info)

        with self._keeper.gate.inside():
            try:
                # The body is complete before the gate opens again: moto answers with whole bodies.
                return list(self._moto(environ, note_status))
            finally:
                service, operation = operation_of(environ)
                if _changes(environ, operation):
                    self._keeper.changed()
                _log.info("%s %s %s %.0f ms", service, operation, status, (time.monotonic() - began) * 1000)


class _Dispatcher(DomainDispatcherApplication):
    def get_application(self, environ: dict[str, Any]) -> Any:
        try:
            return super().get_application(environ)
        except Exception as error:  # noqa: BLE001 - logged with its trace, and reported to the client
            _log.exception("No application for %s", environ["PATH_INFO"])
            return failing_app(error)


def _changes(environ: dict[str, Any], operation: str) -> bool:
    if environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS"):
        return False
    return not operation.startswith(_READS)
