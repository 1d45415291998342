"""Wraps every operation: names it for the log, raises its fault, and fails at once if moto does not have it.

Stock moto answers an unknown operation with 500 or an HTML page, which clients then retry for minutes.
"""

import logging
from typing import Any

from flask import Flask, request
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, BaseResponse
from moto.core.utils import get_service_model
from moto.moto_server import werkzeug_app
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from .answers import error_answer, protocol_of
from .faults import faults

_log = logging.getLogger("local_aws.operations")
_NAME = "local_aws.operation"


class UnsupportedOperation(ServiceException):
    code = "UnsupportedOperation"


class InjectedFault(ServiceException):
    """A fault that a test requested."""


def operation_of(environ: dict[str, Any]) -> tuple[str, str]:
    """Service and operation, as far as the request shows; a REST service's operation is known only after the call."""
    service = "-"
    if "Credential=" in environ.get("HTTP_AUTHORIZATION", ""):
        scope = environ["HTTP_AUTHORIZATION"].split("Credential=", 1)[1].split(",", 1)[0].split("/")
        service = scope[3] if len(scope) == 5 else "-"
    operation = environ.get(_NAME) or environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")[2]
    return service, operation or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"


def meet(service: str, operation: str) -> None:
    """Record the operation's name; raise the fault that is set for it."""
    request.environ[_NAME] = operation
    fault = faults.take(service, operation)
    if fault:
        request.environ["local_aws.fault_status"] = fault.status
        raise InjectedFault(fault.error, fault.message)


def install() -> None:
    call, get_action = BaseResponse.call_action, BaseResponse._get_action

    def _get_action(self: BaseResponse) -> str:
        """Stock moto reads JSON as a form first, and takes an `&Action=…` inside any text for the operation."""
        target = self.headers.get("X-Amz-Target")
        if target:
            return target.rpartition(".")[2]
        if get_service_model(self.boto3_service_name).metadata["protocol"] == "rest-json":
            return self._get_action_from_method_and_request_uri(self.method, self.raw_path)
        return get_action(self)

    def call_action(self: BaseResponse) -> Any:
        operation = self._get_action()
        service = self.boto3_service_name
        try:
            if operation:
                meet(service, operation)
            answer = call(self)
        except NotImplementedError:
            return _failed(self, UnsupportedOperation(_sentence(service, operation)), 400)
        except InjectedFault as fault:
            return _failed(self, fault, request.environ["local_aws.fault_status"])
        if not operation:
            return _failed(self, UnsupportedOperation(_sentence(service, f"{self.method} {self.path}")), 400)
        return answer

    BaseResponse.call_action = call_action
    BaseResponse._get_action = _get_action


def create_backend_app(service: Any) -> Flask:
    if service is None:
        return _refusing_app()
    app = werkzeug_app.create_backend_app(service)
    # In debug mode Flask shows a traceback page and does not call the handlers below.
    app.debug = False
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.errorhandler(404)
    @app.errorhandler(405)
    @app.errorhandler(NotImplementedError)
    def unknown(_: Exception) -> Response:
        return refusal(service, _sentence(service, operation_of(request.environ)[1]))

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Any:
        if isinstance(error, HTTPException):
            return error
        _log.exception("%s %s failed", *operation_of(request.environ))
        return _failure(service, error)

    return app


def refusal(service: str, sentence: str, code: str = "UnsupportedOperation") -> Response:
    return error_answer(protocol_of(service, request.headers.get("Content-Type", "")), 400, code, sentence)


def failing_app(error: Exception) -> Flask:
    """For a service that cannot even be loaded."""
    app = Flask("local_aws.failing")
    app.before_request(lambda: _failure(operation_of(request.environ)[0], error))
    return app


def _failure(service: str, error: Exception) -> Response:
    sentence = f"The local AWS failed at {operation_of(request.environ)[1]}: {type(error).__name__}: {error}"
    # Not 500, which clients would retry for minutes although it fails every time.
    return refusal(service, sentence, "InternalFailure")


def _refusing_app() -> Flask:
    app = Flask("local_aws.unknown")

    @app.before_request
    def refuse() -> Response:
        service, operation = operation_of(request.environ)
        return refusal(service, _sentence(service, operation))

    return app


def _sentence(service: str, operation: str) -> str:
    return f"The local AWS does not have the operation {operation} of {service}."


def _failed(response: BaseResponse, error: ServiceException, status: int) -> Any:
    _, headers, body = response.serialized(ActionResult(error))
    headers["status"] = str(status)
    headers, body = response._enrich_response(headers, body)
    return status, headers, body
