"""Invoke: synchronous with the response and its log, asynchronous with retries and a dead-letter target."""

import base64
import json
import logging
import threading
import time
import uuid
from typing import Any
from urllib.parse import parse_qs

from moto.awslambda.models import LambdaFunction
from moto.awslambda.responses import LambdaResponse
from moto.core.exceptions import JsonRESTError
from moto.iam.exceptions import NotFoundException
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends

from ...clients import client
from ...context import ServiceContext
from ...identity import decide, policies_of
from ...policy import Call, Decision
from .pool import Pool
from .process import NoNode, Outcome

_log = logging.getLogger("local_aws.lambda")
_RETRY_PAUSES = (1.0, 2.0)  # seconds; AWS waits one minute and then two


def install(context: ServiceContext, pool: Pool) -> None:
    def invoke(self: LambdaFunction, body: Any, request_headers: Any, response_headers: dict[str, str]) -> str | bytes:
        event = _event(body)
        _refuse_what_cannot_run(self)
        kind = request_headers.get("x-amz-invocation-type", "RequestResponse")
        if kind == "DryRun":
            return ""
        request_id = str(uuid.uuid4())
        if kind == "Event":
            threading.Thread(
                target=_run_until_done, args=(context, pool, self, request_id, event), name=f"lambda-{request_id}"
            ).start()
            return ""
        client_context = _client_context(request_headers.get("x-amz-client-context"))
        outcome, log = _run(context, pool, self, request_id, event, client_context)
        if outcome.failed:
            response_headers["x-amz-function-error"] = "Unhandled"
        response_headers["X-Amz-Executed-Version"] = str(self.version)
        tail = "\n".join(log).encode()[-4096:]
        response_headers["x-amz-log-result"] = base64.b64encode(tail).decode()
        return outcome.payload.encode()

    get_param = LambdaResponse._get_param

    def _get_param(self: LambdaResponse, param_name: str, if_none: Any = None) -> Any:
        """Stock moto looks for the qualifier in the event, and fails if the event is not an object."""
        if param_name != "qualifier":
            return get_param(self, param_name, if_none)
        return parse_qs(self.parsed_url.query).get("Qualifier", [if_none])[0]

    LambdaFunction.invoke = invoke
    LambdaResponse._get_param = _get_param


def _run_until_done(context: ServiceContext, pool: Pool, function: LambdaFunction, request_id: str, event: Any) -> None:
    """An asynchronous invocation. A failure is retried, then sent to the dead-letter target."""
    settings = function.event_invoke_config[0].response() if function.event_invoke_config else {}
    attempts = 1 + int(settings.get("MaximumRetryAttempts", 2))
    try:
        for attempt in range(attempts):
            if attempt:
                time.sleep(_RETRY_PAUSES[attempt - 1])
            outcome, _ = _run(context, pool, function, request_id, event, None)
            if not outcome.failed:
                return
        _log.warning("Function %s failed at an event: %s", function.function_name, outcome.payload)
        _bury(context, function, request_id, event, settings, outcome)
    except Exception:  # noqa: BLE001 - logged with its trace; no caller waits for this thread
        _log.exception("The asynchronous invocation %s of %s failed", request_id, function.function_name)


def _run(
    context: ServiceContext, pool: Pool, function: LambdaFunction, request_id: str, event: Any, client_context: Any
) -> tuple[Outcome, list[str]]:
    with context.waiting():
        try:
            outcome, stream, init_seconds = pool.invoke(function, request_id, event, client_context)
        except NoNode as error:
            raise JsonRESTError("ServiceException", str(error)) from None
    lines = _log_lines(function, request_id, outcome, init_seconds)
    with context.changing():
        _keep_log(function, stream, lines)
    return outcome, [text for _, text in lines]


def _event(body: Any) -> Any:
    try:
        return json.loads(body) if body else {}
    except ValueError as error:
        raise JsonRESTError(
            "InvalidRequestContentException", f"Could not parse request body into json: {error}"
        ) from None


def _client_context(header: str | None) -> Any:
    return json.loads(base64.b64decode(header)) if header else None


def _refuse_what_cannot_run(function: LambdaFunction) -> None:
    if function.package_type != "Zip" or not str(function.run_time).startswith("nodejs"):
        raise JsonRESTError(
            "UnsupportedOperation",
            f"The local AWS runs Node.js functions from a zip; {function.function_name} is a function of package type "
            f"{function.package_type} with runtime {function.run_time}.",
        )


def _log_lines(
    function: LambdaFunction, request_id: str, outcome: Outcome, init_seconds: float | None
) -> list[tuple[int, str]]:
    now = int(time.time() * 1000)
    began = now - int(outcome.seconds * 1000)
    milliseconds = outcome.seconds * 1000
    report = [
        f"REPORT RequestId: {request_id}",
        f"Duration: {milliseconds:.2f} ms",
        f"Billed Duration: {int(milliseconds) + 1} ms",
        f"Memory Size: {function.memory_size} MB",
        f"Max Memory Used: {outcome.memory_mb} MB",
    ]
    if init_seconds is not None:
        report.append(f"Init Duration: {init_seconds * 1000:.2f} ms")
    start = (
        min([began, *(moment for moment, _ in outcome.log)]),
        f"START RequestId: {request_id} Version: {function.version}",
    )
    return [start, *outcome.log, (now, f"END RequestId: {request_id}"), (now, "\t".join(report))]


def _keep_log(function: LambdaFunction, stream: str, lines: list[tuple[int, str]]) -> None:
    group = function.logs_group_name
    logs = logs_backends[function.account_id][function.region]
    if group not in logs.groups:
        if not _role_allows(function, "logs:CreateLogGroup"):
            return  # as in AWS: the function runs, and its log is lost
        logs.create_log_group(group, {})
    if stream not in logs.groups[group].streams:
        logs.create_log_stream(group, stream)
    logs.put_log_events(group, stream, [{"timestamp": moment, "message": text} for moment, text in lines])


def _role_allows(function: LambdaFunction, action: str) -> bool:
    resource = f"arn:aws:logs:{function.region}:{function.account_id}:log-group:{function.logs_group_name}:*"
    try:
        policies = policies_of(iam_backends[function.account_id]["aws"], function.role)
    except NotFoundException:
        return False
    return policies is not None and decide(policies, Call(action, resource, function.role)) is Decision.ALLOWED


def _bury(
    context: ServiceContext, function: LambdaFunction, request_id: str, event: Any, settings: Any, outcome: Outcome
) -> None:
    record = {
        "version": "1.0",
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime()),
        "requestContext": {
            "requestId": request_id,
            "functionArn": f"{function.function_arn}:{function.version}",
            "condition": "RetriesExhausted",
        },
        "requestPayload": event,
        "responseContext": {"statusCode": 200, "functionError": "Unhandled"},
        "responsePayload": json.loads(outcome.payload),
    }
    destination = settings.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
    if destination:
        _hand_over(context, destination, json.dumps(record))
    dead_letters = (function.dead_letter_config or {}).get("TargetArn")
    if dead_letters:
        _hand_over(context, dead_letters, json.dumps(event))


def _hand_over(context: ServiceContext, arn: str, message: str) -> None:
    _, _, service, region, _, name = arn.split(":", 5)
    if service == "sns":
        client(context, "sns", region).publish(TopicArn=arn, Message=message)
    elif service == "sqs":
        queue = client(context, "sqs", region)
        queue.send_message(QueueUrl=queue.get_queue_url(QueueName=name)["QueueUrl"], MessageBody=message)
    else:
        _log.warning("The local AWS does not hand failed events over to %s", arn)
