"""Runs in an endpoint's process: the contract of SageMaker's scikit-learn container, with the standard library only.

GET /ping, and POST /invocations through the user's model_fn, input_fn, predict_fn and output_fn with the container's
defaults. Its listening socket is inherited; it ends when its standard input closes, which means that the server is
gone.

Usage: python -I serving.py SOCKET_DESCRIPTOR
"""

import hmac
import importlib
import io
import json
import os
import socket
import sys
import threading
import traceback
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

JSON, CSV, NPY = "application/json", "text/csv", "application/x-npy"
FAILED = (
    "<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n"
    "<p>The server encountered an internal error and was unable to complete your request. "
    "Either the server is overloaded or there is an error in the application.</p>\n"
)


class UnsupportedFormat(Exception):
    """Data with a content type that the defaults cannot read, or an Accept that they cannot write."""


class Model:
    def __init__(self):
        base = os.environ["SAGEMAKER_BASE_DIR"]
        sys.path[:0] = [os.path.join(base, "code"), os.path.join(base, "model", "code")]
        program = os.environ.get("SAGEMAKER_PROGRAM")
        if not program:
            raise SystemExit("SAGEMAKER_PROGRAM, which names the script with model_fn, is not set")
        module = importlib.import_module(program[: -len(".py")] if program.endswith(".py") else program)
        if not hasattr(module, "model_fn"):
            raise SystemExit(f"{program} has no model_fn; the container requires one")
        self._input = getattr(module, "input_fn", decode)
        self._predict = getattr(module, "predict_fn", lambda data, model: model.predict(data))
        self._output = getattr(module, "output_fn", encode)
        self._model = module.model_fn(os.path.join(base, "model"))

    def answer(self, body, content_type, accept):
        """(status, content type, body)"""
        try:
            return self._answer(body, content_type, accept)
        except Exception as error:  # noqa: BLE001 - whatever the user's code raises becomes a response with a status
            response = getattr(error, "get_response", None)
            if response is not None:  # an HTTP error of werkzeug, which the container's Flask returns
                return from_response(response())
            traceback.print_exc()
            return 500, "text/html; charset=utf-8", FAILED.encode()

    def _answer(self, body, content_type, accept):
        try:
            # The container passes texts on as str.
            data = self._input(body.decode() if content_type in (JSON, CSV) else body, content_type)
        except UnsupportedFormat as error:
            return refused(415, error)
        prediction = self._predict(data, self._model)
        try:
            output = self._output(prediction, accept)
        except UnsupportedFormat as error:
            return refused(406, error)
        if isinstance(output, tuple):
            return 200, output[1], as_bytes(output[0])
        if hasattr(output, "get_data"):
            return from_response(output)
        return 200, accept, as_bytes(output)


def decode(body, content_type):
    import numpy

    if content_type == JSON:
        return numpy.array(json.loads(body), dtype=numpy.float32)
    if content_type == CSV:
        return numpy.genfromtxt(io.StringIO(body), dtype=numpy.float32, delimiter=",")
    if content_type == NPY:
        return numpy.load(io.BytesIO(body), allow_pickle=False)
    raise UnsupportedFormat(f"Content type {content_type} is not supported by this framework.")


def encode(prediction, accept):
    import numpy

    values = numpy.asarray(prediction)
    if accept == JSON:
        return json.dumps(values.tolist()), JSON
    if accept == CSV:
        rows = values.reshape(len(values), -1).tolist() if values.ndim else [[values.item()]]
        return "".join(",".join(str(value) for value in row) + "\n" for row in rows), CSV
    if accept == NPY:
        target = io.BytesIO()
        numpy.save(target, values)
        return target.getvalue(), NPY
    raise UnsupportedFormat(f"Content type {accept} is not supported by this framework.")


def refused(status, error):
    body = {"error": "UnsupportedFormatError", "error-message": str(error)}
    return status, JSON, json.dumps(body).encode()


def from_response(response):
    return response.status_code, response.content_type, response.get_data()


def as_bytes(body):
    return body if isinstance(body, bytes) else str(body).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model = None
    key = None

    def parse_request(self):
        """Whether the request comes from the server that started this process."""
        if not super().parse_request():
            return False
        if not hmac.compare_digest(self.key.encode(), self.headers.get("Authorization", "").encode()):
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        return True

    def do_GET(self):
        status = HTTPStatus.OK if self.path == "/ping" else HTTPStatus.NOT_FOUND
        self.reply(status, "text/plain", b"")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/invocations":
            return self.reply(404, "text/plain", b"")
        accept = self.headers.get("Accept") or JSON
        accept = JSON if accept == "*/*" else accept
        status, kind, answer = self.model.answer(body, self.headers.get("Content-Type") or JSON, accept)
        self.log(f'"POST /invocations HTTP/1.1" {status} {len(answer)}')
        return self.reply(status, kind, answer)

    def reply(self, status, kind, body):
        self.send_response_only(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log(self, line):
        print(line, flush=True)


class Server(ThreadingHTTPServer):
    def __init__(self, descriptor):
        super().__init__(("127.0.0.1", 0), Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = socket.socket(fileno=descriptor)
        self.server_name, self.server_port = self.socket.getsockname()[:2]


def end_with_server():
    while sys.stdin.buffer.raw.read(1):
        pass
    os._exit(0)


def main():
    threading.Thread(target=end_with_server, daemon=True).start()
    # The user's code does not need it.
    Handler.key = os.environ.pop("LOCAL_AWS_ENDPOINT_KEY")
    Handler.model = Model()
    server = Server(int(sys.argv[1]))
    print("model loaded, listening", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
