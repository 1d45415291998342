"""Checks AWS's signatures with the code that makes them: botocore signs the request again, and both must match.

Version 4 in the header or the query, and version 2 in the query, which boto3 still uses for presigned URLs of S3.
"""

import datetime
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from botocore.auth import SIGV4_TIMESTAMP, UNSIGNED_PAYLOAD, HmacV1QueryAuth, S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials

from .keys import Key
from .refusal import Reason, Refused

_ALGORITHM = "AWS4-HMAC-SHA256"
_SKEW = datetime.timedelta(minutes=15)
_LONGEST_URL = 7 * 24 * 3600
_CONTENT_HASH = "x-amz-content-sha256"
_TOKEN = "x-amz-security-token"
#: Services that sign the path as it is sent, without a second encoding.
_PLAIN_PATHS = ("s3", "s3express", "s3-object-lambda", "s3-outposts")


@dataclass(frozen=True)
class Signed:
    """The parts of a request that its signature can cover."""

    method: str
    #: Path and query, as sent.
    uri: str
    headers: list[tuple[str, str]]
    #: Reads the body; called only if the signature covers it.
    body: Callable[[], bytes]

    def header(self, name: str) -> str:
        return next((value for given, value in self.headers if given.lower() == name), "")

    @property
    def query(self) -> list[tuple[str, str]]:
        pairs = (part.partition("=") for part in self.uri.partition("?")[2].split("&") if part)
        return [(unquote(name), unquote(value)) for name, _, value in pairs]


def verify(request: Signed, find: Callable[[str], Key | None]) -> None:
    """Raises Refused."""
    query = dict(request.query)
    authorization = request.header("authorization")
    if authorization:
        _verify_header(request, authorization, find)
    elif "X-Amz-Signature" in query:
        _verify_query(request, query, find)
    elif {"AWSAccessKeyId", "Signature", "Expires"} <= query.keys():
        _verify_version_2(request, query, find)
    else:
        raise Refused(Reason.UNSIGNED)


def _verify_header(request: Signed, authorization: str, find: Callable[[str], Key | None]) -> None:
    algorithm, _, rest = authorization.partition(" ")
    fields = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    if algorithm != _ALGORITHM or not {"Credential", "SignedHeaders", "Signature"} <= fields.keys():
        raise Refused(Reason.UNSIGNED)
    claim = _Claim(request, fields["Credential"], fields["SignedHeaders"], request.header("x-amz-date"))
    claim.find_key(find, request.header(_TOKEN))
    if abs(claim.age) > _SKEW:
        raise Refused(Reason.WRONG_TIME, claim.service)
    claim.check(fields["Signature"], request.query, _payload(request, claim.service))


def _verify_query(request: Signed, query: dict[str, str], find: Callable[[str], Key | None]) -> None:
    names = ("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Expires")
    algorithm, credential, signed_headers, date, expires = (query.get(name, "") for name in names)
    if algorithm != _ALGORITHM:
        raise Refused(Reason.UNSIGNED)
    claim = _Claim(request, credential, signed_headers, date)
    claim.find_key(find, query.get("X-Amz-Security-Token", ""))
    seconds = int(expires) if expires.isdigit() else 0
    if not -_SKEW <= claim.age <= datetime.timedelta(seconds=min(seconds, _LONGEST_URL)):
        raise Refused(Reason.EXPIRED_URL, claim.service)
    pairs = [(name, value) for name, value in request.query if name != "X-Amz-Signature"]
    payload = UNSIGNED_PAYLOAD if claim.service in _PLAIN_PATHS else _payload(request, claim.service)
    claim.check(query["X-Amz-Signature"], pairs, payload)


class _Claim:
    """Who claims to have signed a request, when, and for what."""

    def __init__(self, request: Signed, credential: str, signed_headers: str, date: str) -> None:
        scope = credential.split("/")
        if len(scope) != 5 or scope[4] != "aws4_request":
            raise Refused(Reason.UNSIGNED)
        self._request = request
        self._identifier, day, self._region, self.service, _ = scope
        self._names = signed_headers.lower().split(";")
        self._date = date
        try:
            signed_at = datetime.datetime.strptime(date, SIGV4_TIMESTAMP).replace(tzinfo=datetime.timezone.utc)
        except ValueError:
            raise Refused(Reason.WRONG_TIME, self.service) from None
        self.age = datetime.datetime.now(datetime.timezone.utc) - signed_at
        unsigned = {name.lower() for name, _ in request.headers if name.lower().startswith("x-amz-")}
        if day != date[:8] or "host" not in self._names or unsigned - set(self._names):
            raise Refused(Reason.WRONG_SIGNATURE, self.service)

    def find_key(self, find: Callable[[str], Key | None], token: str) -> None:
        self._key = _key(find, self._identifier, token, self.service)

    def check(self, signature: str, query: list[tuple[str, str]], payload: str) -> None:
        signer = _PlainPathSigner if self.service in _PLAIN_PATHS else _Signer
        auth = signer(Credentials(self._key.identifier, self._key.secret), self.service, self._region)
        url = f"https://{self._request.header('host')}{self._request.uri}"
        request = AWSRequest(method=self._request.method, url=url, params=query)
        request.context.update(timestamp=self._date, payload=payload)
        for name, value in self._request.headers:
            if name.lower() in self._names:
                # http.server reads headers as Latin-1; clients send, and sign, UTF-8.
                request.headers[name.lower()] = value.encode("latin-1").decode("utf-8", "replace")
        expected = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
        _compare(expected, signature, self.service)


class _Signer(SigV4Auth):
    """Covers the headers that the client signed, not those that botocore would sign."""

    def headers_to_sign(self, request: Any) -> HTTPHeaders:
        return request.headers

    def payload(self, request: Any) -> str:
        return request.context["payload"]


class _PlainPathSigner(_Signer, S3SigV4Auth):
    pass


def _payload(request: Signed, service: str) -> str:
    """The body's part of the signature. Only TLS protects a body that is sent in chunks or not hashed."""
    said = request.header(_CONTENT_HASH)
    if said.startswith(("UNSIGNED-", "STREAMING-")):
        return said
    found = hashlib.sha256(request.body()).hexdigest()
    if said and said != found:
        raise Refused(Reason.WRONG_BODY, service)
    return found


def _verify_version_2(request: Signed, query: dict[str, str], find: Callable[[str], Key | None]) -> None:
    token = query.get(_TOKEN, "")
    key = _key(find, query["AWSAccessKeyId"], token, "s3")
    if not query["Expires"].isdigit() or int(query["Expires"]) < datetime.datetime.now().timestamp():
        raise Refused(Reason.EXPIRED_URL)
    headers = HTTPHeaders()
    for name, value in request.headers:
        if name.lower() in ("content-md5", "content-type"):
            headers[name] = value
    for name, value in request.query:
        if name.lower().startswith("x-amz-") and name != _TOKEN:
            headers[name] = value
    signer = _Version2Signer(Credentials(key.identifier, key.secret, key.token), query["Expires"])
    expected = signer.get_signature(request.method, urlsplit(f"https://host{request.uri}"), headers)
    _compare(expected, query["Signature"], "s3")


class _Version2Signer(HmacV1QueryAuth):
    def _get_date(self) -> str:
        return self._expires


def _key(find: Callable[[str], Key | None], identifier: str, token: str, service: str) -> Key:
    key = find(identifier)
    if key is None:
        raise Refused(Reason.UNKNOWN_KEY, service)
    if not hmac.compare_digest((key.token or "").encode(), token.encode()):
        raise Refused(Reason.WRONG_TOKEN, service)
    if key.expired:
        raise Refused(Reason.EXPIRED_TOKEN, service)
    return key


def _compare(expected: str, given: str, service: str) -> None:
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise Refused(Reason.WRONG_SIGNATURE, service)
