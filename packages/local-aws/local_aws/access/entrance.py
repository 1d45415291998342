"""The WSGI layer that every request passes first. Services never see what it refuses."""

import base64
import hmac
import logging
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from werkzeug.wrappers import Response
from werkzeug.wsgi import get_input_stream

from ..answers import error_answer, protocol_of
from .keys import Keys
from .refusal import Refused, answer_to
from .signature import Signed, verify

_log = logging.getLogger("local_aws.requests")
#: Where the listener leaves the headers as they were sent.
HEADERS = "local_aws.headers"
_NAMES = ("127.0.0.1", "localhost", "[::1]")


class Entrance:
    def __init__(self, application: Callable[..., Iterable[bytes]], keys: Keys, port: int, control: str) -> None:
        """`control`: the prefix of the paths that are not AWS's."""
        self._application = application
        self._keys = keys
        self._control = control
        self._hosts = {f"{name}:{port}" for name in _NAMES} | (set(_NAMES) if port == 443 else set())

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        refusal = self._refusal(environ)
        if refusal is None:
            return self._application(environ, start_response)
        answer, why = refusal
        _log.info("%s %s %s refused: %s", environ["REQUEST_METHOD"], environ["PATH_INFO"], answer.status_code, why)
        return answer(environ, start_response)

    def _refusal(self, environ: dict[str, Any]) -> tuple[Response, str] | None:
        """The response to a request that is refused, and the reason for the log; None if it may pass."""
        # A web page can send requests to this machine, and can point its own name at this machine's address. But it can
        # neither omit its Origin where it matters nor choose the Host.
        if "HTTP_ORIGIN" in environ:
            return _forbidden("The local AWS does not answer web pages: the request has an Origin."), "Origin"
        if environ.get("HTTP_HOST", "").lower() not in self._hosts:
            return _forbidden("The local AWS answers under its own address only: the request has another Host."), "Host"
        if environ["PATH_INFO"].startswith(self._control):
            if self._is_owner(environ.get("HTTP_AUTHORIZATION", "")):
                return None
            return _forbidden(f"{self._control} needs the access key and secret in server.json, as Basic."), "key"
        try:
            verify(_signed(environ), self._keys.find)
        except Refused as refused:
            protocol = protocol_of(refused.service, environ.get("CONTENT_TYPE", ""))
            return error_answer(protocol, *answer_to(refused, protocol)), str(refused)
        return None

    def _is_owner(self, authorization: str) -> bool:
        owner = self._keys.owner
        expected = "Basic " + base64.b64encode(f"{owner.identifier}:{owner.secret}".encode()).decode()
        return hmac.compare_digest(expected.encode(), authorization.encode())


def _signed(environ: dict[str, Any]) -> Signed:
    def body() -> bytes:
        content = get_input_stream(environ).read()
        environ["wsgi.input"] = BytesIO(content)
        return content

    return Signed(environ["REQUEST_METHOD"], environ["RAW_URI"], environ[HEADERS], body)


def _forbidden(sentence: str) -> Response:
    return Response(f"{sentence}\n", 403, content_type="text/plain")
