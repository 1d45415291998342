"""The socket side: TLS only, with one thread for each connection.

The first byte of a connection shows whether it is TLS; a client that speaks plain HTTP gets one sentence and no more.
The handshake runs in the connection's own thread, so a slow client does not delay the others.
"""

import errno
import socket
import ssl
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from .access.entrance import HEADERS
from .errors import PortTaken, StartError

HOST = "127.0.0.1"
_TLS_HANDSHAKE = b"\x16"
_PATIENCE = 30.0  # seconds for a first byte and a handshake


def bind(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen(128)
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(
                f"Port {port} of {HOST} is taken by another program. Stop that program, or give another --port "
                "(0 takes any free one)."
            ) from None
        raise StartError(f"Port {port} of {HOST} cannot be used: {error.strerror}.") from None
    return bound


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    #: A kept-alive connection is closed after this many seconds of silence.
    timeout = 120

    def setup(self) -> None:
        super().setup()
        # Responses are small: waiting for more data to send with them costs 40 ms each.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)

    def make_environ(self) -> dict[str, Any]:
        environ = super().make_environ()
        environ["wsgi.url_scheme"] = "https"
        # WSGI merges headers and loses names with an underscore, but a signature covers them as they were sent.
        environ[HEADERS] = list(self.headers.items())
        return environ

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Does nothing: the application writes the log, because it knows service and operation."""


class Listener(ThreadedWSGIServer):
    def __init__(self, bound: socket.socket, application: Any, tls: ssl.SSLContext) -> None:
        self._tls = tls
        super().__init__(HOST, bound.getsockname()[1], application, Handler, fd=bound.fileno())

    def finish_request(self, request: Any, client_address: Any) -> None:
        connection = self._secured(request)
        if connection is not None:
            try:
                super().finish_request(connection, client_address)
            finally:
                self.shutdown_request(connection)

    def _secured(self, connection: socket.socket) -> socket.socket | None:
        connection.settimeout(_PATIENCE)
        try:
            first = connection.recv(1, socket.MSG_PEEK)
            if first == _TLS_HANDSHAKE:
                return self._tls.wrap_socket(connection, server_side=True)
            if first:
                self._refuse(connection)
        except OSError:  # gone, silent, or it does not trust our certificate, which its own error says
            pass
        return None

    def _refuse(self, connection: socket.socket) -> None:
        sentence = f"The local AWS speaks TLS only: https://{HOST}:{self.port}\n".encode()
        head = f"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: {len(sentence)}\r\n"
        connection.sendall(head.encode() + b"Connection: close\r\n\r\n" + sentence)
        connection.shutdown(socket.SHUT_WR)
        # Closing a connection with unread bytes resets it, and the response would be lost.
        connection.settimeout(1)
        while connection.recv(65536):
            pass
