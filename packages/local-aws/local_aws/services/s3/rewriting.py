"""Changes the response of a moto operation, between its result and the XML that is rendered from it."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.s3.responses import S3Response

Result = dict[str, Any]


def rewritten(response: S3Response, operation: Callable[[S3Response], Any], change: Callable[[Result], Result]) -> Any:
    original = response.serialized
    response.serialized = lambda result: original(ActionResult(change(result.result)))
    try:
        return operation(response)
    finally:
        del response.serialized
