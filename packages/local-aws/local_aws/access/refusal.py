"""Error responses for refused requests, in AWS's own words, which differ by protocol."""

from enum import Enum


class Reason(Enum):
    UNSIGNED = "unsigned"
    UNKNOWN_KEY = "unknown key"
    WRONG_TOKEN = "wrong token"
    WRONG_SIGNATURE = "wrong signature"
    WRONG_TIME = "wrong time"
    EXPIRED_URL = "expired URL"
    EXPIRED_TOKEN = "expired token"
    WRONG_BODY = "wrong body"


class Refused(Exception):
    def __init__(self, reason: Reason, service: str = "s3") -> None:
        super().__init__(reason.value)
        self.reason = reason
        #: The signing name in the request's credential scope; AWS treats an unsigned request as one to S3.
        self.service = service


_INVALID_TOKEN = "The security token included in the request is invalid."
_MISMATCH = (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
    "and signing method. Consult the service documentation for details."
)
_EC2 = "AWS was not able to validate the provided access credentials"

_S3 = {
    Reason.UNSIGNED: ("AccessDenied", "Access Denied"),
    Reason.UNKNOWN_KEY: (
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
    ),
    Reason.WRONG_TOKEN: ("InvalidToken", "The provided token is malformed or otherwise invalid."),
    Reason.WRONG_SIGNATURE: (
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing "
        "method.",
    ),
    Reason.WRONG_TIME: (
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
    ),
    Reason.EXPIRED_URL: ("AccessDenied", "Request has expired"),
    Reason.EXPIRED_TOKEN: ("ExpiredToken", "The provided token has expired."),
    Reason.WRONG_BODY: (
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
    ),
}
_QUERY = {
    Reason.UNSIGNED: ("MissingAuthenticationToken", "Request is missing Authentication Token"),
    Reason.UNKNOWN_KEY: ("InvalidClientTokenId", _INVALID_TOKEN),
    Reason.WRONG_TOKEN: ("InvalidClientTokenId", _INVALID_TOKEN),
    Reason.WRONG_SIGNATURE: ("SignatureDoesNotMatch", _MISMATCH),
    Reason.WRONG_TIME: ("SignatureDoesNotMatch", "Signature expired, or not yet current."),
    Reason.EXPIRED_URL: ("RequestExpired", "Request has expired."),
    Reason.EXPIRED_TOKEN: ("ExpiredToken", "The security token included in the request is expired"),
    Reason.WRONG_BODY: ("SignatureDoesNotMatch", _MISMATCH),
}
_JSON = {
    **_QUERY,
    Reason.UNSIGNED: ("MissingAuthenticationTokenException", "Missing Authentication Token"),
    Reason.UNKNOWN_KEY: ("UnrecognizedClientException", _INVALID_TOKEN),
    Reason.WRONG_TOKEN: ("UnrecognizedClientException", _INVALID_TOKEN),
    Reason.WRONG_SIGNATURE: ("InvalidSignatureException", _MISMATCH),
    Reason.WRONG_TIME: ("InvalidSignatureException", "Signature expired, or not yet current."),
    Reason.EXPIRED_TOKEN: ("ExpiredTokenException", "The security token included in the request is expired"),
    Reason.WRONG_BODY: ("InvalidSignatureException", _MISMATCH),
}


def answer_to(refused: Refused, protocol: str) -> tuple[int, str, str]:
    """HTTP status, code and sentence."""
    if protocol == "ec2":
        return 401, "AuthFailure", _EC2
    words = _S3 if protocol == "s3" else _JSON if "json" in protocol else _QUERY
    return 403, *words[refused.reason]
