"""InvokeEndpoint: passes the request to the endpoint's process and its response back, both unchanged."""

import json
import uuid
from typing import Any

from moto.core.common_types import TYPE_RESPONSE
from moto.sagemaker.utils import arn_formatter
from moto.sagemakerruntime.responses import SageMakerRuntimeResponse

from ...context import ServiceContext
from .. import sagemaker
from ..sagemaker.endpoints.model_server import Answer, ModelServer, NoAnswer, NotHealthy

_LARGEST_BODY = 6 << 20  # bytes
_CUSTOM = "X-Amzn-SageMaker-Custom-Attributes"


def install(context: ServiceContext) -> None:
    stock_setup = SageMakerRuntimeResponse.setup_class

    def setup_class(self: SageMakerRuntimeResponse, request: Any, full_url: str, headers: Any, **_: Any) -> None:
        """A body may be anything; stock moto fails if it is not UTF-8."""
        stock_setup(self, request, full_url, headers, use_raw_body=True)

    def invoke_endpoint(self: SageMakerRuntimeResponse) -> TYPE_RESPONSE:
        name = self.path.split("/")[2]
        if len(self.raw_body) > _LARGEST_BODY:
            return _error(413, "413", f"HTTP content length exceeded {_LARGEST_BODY} bytes.")
        arn = arn_formatter("endpoint", name, self.current_account, self.region)
        with context.waiting():
            fleet = sagemaker.endpoints().serving(arn)
        if fleet is None:
            return _error(400, "ValidationError", f"Endpoint {name} of account {self.current_account} not found.")
        wanted = self.headers.get("X-Amzn-SageMaker-Target-Variant")
        try:
            variant, server = fleet.choose(wanted)
        except KeyError:
            return _error(400, "ValidationError", f"Variant {wanted} not found for Request")
        with context.waiting():
            answer = _ask(server, self)
        if isinstance(answer, str):
            return _model_error(self, name, server, 0, "server", answer)
        if answer.status >= 400:
            kind = "client" if answer.status < 500 else "server"
            return _model_error(self, name, server, answer.status, kind, answer.body.decode("utf-8", "replace"))
        headers = {"Content-Type": answer.content_type, "x-Amzn-Invoked-Production-Variant": variant}
        return 200, headers, answer.body

    def invoke_endpoint_async(self: SageMakerRuntimeResponse) -> TYPE_RESPONSE:
        raise NotImplementedError

    SageMakerRuntimeResponse.setup_class = setup_class
    SageMakerRuntimeResponse.invoke_endpoint = invoke_endpoint
    SageMakerRuntimeResponse.invoke_endpoint_async = invoke_endpoint_async


def _ask(server: ModelServer, request: SageMakerRuntimeResponse) -> Answer | str:
    """The response, or why there is none."""
    headers = {name: request.headers[name] for name in ("Content-Type", "Accept", _CUSTOM) if name in request.headers}
    try:
        return server.invoke(request.raw_body, headers)
    except NoAnswer:
        return (
            "Your invocation timed out while waiting for a response from container primary. Review the latency metrics "
            "for each container in Amazon CloudWatch, resolve the issue, and try again."
        )
    except NotHealthy as error:
        return str(error)


def _model_error(
    request: SageMakerRuntimeResponse, endpoint: str, server: ModelServer, status: int, kind: str, said: str
) -> TYPE_RESPONSE:
    group = f"/aws/sagemaker/Endpoints/{endpoint}"
    account, region = request.current_account, request.region
    console = f"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#logEventViewer:group={group}"
    message = (
        f'Received {kind} error ({status}) from primary with message "{said}". See {console} in account {account} for '
        "more information."
    )
    stream = f"arn:aws:logs:{region}:{account}:log-group:{group}:log-stream:{server.log_stream_name}"
    details = {"OriginalStatusCode": status, "OriginalMessage": said, "LogStreamArn": stream}
    return _error(424, "ModelError", message, **details)


def _error(status: int, code: str, message: str, **details: Any) -> TYPE_RESPONSE:
    headers = {"x-amzn-ErrorType": code, "Content-Type": "application/json", "x-amzn-RequestId": str(uuid.uuid4())}
    # botocore and the JavaScript SDK look for different spellings of the message.
    body = {"ErrorCode": code, "Message": message, "message": message, **details}
    return status, {**headers, "status": str(status)}, json.dumps(body)
