"""Errors that every client can read: in JSON or XML, depending on the service."""

import json
from xml.sax.saxutils import escape

from moto.core.responses import boto3_service_name
from moto.core.utils import get_service_model
from werkzeug.wrappers import Response

_SIGNING_NAMES = {"s3express": "s3", "monitoring": "cloudwatch"}


def protocol_of(service: str, content_type: str) -> str:
    """Botocore's name for it, except S3, which has its own errors. `service` is moto's name or a signature's."""
    if "json" in content_type:
        return "json"
    name = _SIGNING_NAMES.get(service, boto3_service_name.get(service, service))
    if name == "s3":
        return "s3"
    try:
        return get_service_model(name).metadata["protocol"]
    except Exception:  # noqa: BLE001 - botocore does not know the service either, so JSON is a guess
        return "json"


def error_answer(protocol: str, status: int, code: str, sentence: str) -> Response:
    if "json" in protocol:
        body = json.dumps({"__type": code, "message": sentence})
        kind = "application/json"
    else:
        error = f"<Code>{code}</Code><Message>{escape(sentence)}</Message>"
        kind = "application/xml"
        body = {
            "s3": f"<Error>{error}</Error>",
            "ec2": f"<Response><Errors><Error>{error}</Error></Errors></Response>",
        }.get(protocol, f"<ErrorResponse><Error>{error}</Error></ErrorResponse>")
    return Response(body, status, {"x-amzn-ErrorType": code}, content_type=kind)
