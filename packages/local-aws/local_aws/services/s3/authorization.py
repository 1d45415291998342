"""Bucket policies decide on every request, with its actual scheme, headers and query."""

import time
from typing import Any
from urllib.parse import unquote

from flask import g, has_request_context, request
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.s3.exceptions import S3ClientError
from moto.s3.models import FakeBucket, s3_backends
from moto.s3.responses import S3Response

from ...context import ServiceContext
from ...operations import InjectedFault, meet
from ...policy import Call, Decision, evaluate, problems
from .actions import bucket_action, object_action

_RESULTS = {
    Decision.DENIED: PermissionResult.DENIED,
    Decision.ALLOWED: PermissionResult.PERMITTED,
    Decision.NEUTRAL: PermissionResult.NEUTRAL,
}
_QUERY_KEYS = ("prefix", "delimiter", "max-keys", "versionid")
#: Known keys, whether or not a request that reaches this server can ever have them.
_KNOWN = {
    "aws:currenttime",
    "aws:epochtime",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalorgid",
    "aws:principaltype",
    "aws:referer",
    "aws:requestedregion",
    "aws:resourceaccount",
    "aws:securetransport",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:useragent",
    "aws:userid",
    "aws:viaawsservice",
    "s3:authtype",
    "s3:resourceaccount",
    "s3:signatureversion",
    *(f"s3:{key}" for key in _QUERY_KEYS),
}


class AccessDenied(S3ClientError):
    code = "AccessDenied"
    status = 403


class UnsupportedPolicy(S3ClientError):
    code = "UnsupportedOperation"


def known_key(key: str) -> bool:
    return key in _KNOWN or key.startswith("s3:x-amz-")


def install(context: ServiceContext) -> None:
    bucket_response, key_response = S3Response._bucket_response, S3Response._key_response
    bucket_put, serialized = S3Response._bucket_response_put, S3Response.serialized

    def _bucket_response(self: S3Response, flask_request: Any, full_url: str) -> Any:
        name = self.parse_bucket_name_from_url(flask_request, full_url)
        if not name:
            _meet("ListBuckets")
            return bucket_response(self, flask_request, full_url)
        action = bucket_action(request.method, request.args)
        _meet(_operation(action, request.method))
        # Deleting many objects is decided object by object, in get_permission.
        if not (request.method == "POST" and "delete" in request.args):
            _authorize(self, context, name, action, "")
        return bucket_response(self, flask_request, full_url)

    def _key_response(self: S3Response, flask_request: Any, full_url: str) -> Any:
        name = self.parse_bucket_name_from_url(flask_request, full_url)
        action = object_action(request.method, request.args)
        _meet(_object_operation(action))
        g.s3_permission = _authorize(self, context, name, action, "/" + unquote(self.parse_key_name()))
        return key_response(self, flask_request, full_url)

    def _bucket_response_put(self: S3Response, flask_request: Any, bucket_name: str, querystring: Any) -> Any:
        if "policy" in querystring:
            found = problems(self.body, known_key)
            if found:
                raise UnsupportedPolicy(f"The local AWS cannot evaluate this policy. It lacks {'; '.join(found)}.")
        return bucket_put(self, flask_request, bucket_name, querystring)

    def get_permission(self: FakeBucket, action: str, resource: str) -> PermissionResult:
        """Called by moto for each object; `_key_response` above has already decided on the one in its path."""
        if self.policy is None or not has_request_context():
            return PermissionResult.NEUTRAL
        if "s3_permission" in g:
            return g.s3_permission
        return _RESULTS[evaluate(self.policy.decode(), _call(context, action, resource, self.region_name))]

    def _serialized(self: S3Response, action_result: ActionResult) -> Any:
        status, headers, body = serialized(self, action_result)
        # Moto takes the status from AWS's model, which does not list every error.
        return getattr(action_result.result, "status", status), headers, body

    S3Response.serialized = _serialized
    S3Response._bucket_response = _bucket_response
    S3Response._key_response = _key_response
    S3Response._bucket_response_put = _bucket_response_put
    FakeBucket.get_permission = get_permission


def _authorize(response: S3Response, context: ServiceContext, name: str, action: str, path: str) -> PermissionResult:
    _check_owner(response, name, action)
    bucket = response.backend.buckets.get(name)
    if bucket is None or bucket.policy is None:
        return PermissionResult.NEUTRAL
    decision = evaluate(bucket.policy.decode(), _call(context, action, f"{bucket.arn}{path}", bucket.region_name))
    if decision is Decision.DENIED:
        raise AccessDenied(f"{action} on {bucket.arn}{path} is denied by an explicit deny in the bucket's policy")
    return _RESULTS[decision]


def _check_owner(response: S3Response, name: str, action: str) -> None:
    """Another account's bucket is closed, whatever its policy; so is one that has not the owner the request expects."""
    _, owner = s3_backends.bucket_accounts.get(name, (None, None))
    expected = request.headers.get("x-amz-expected-bucket-owner")
    if owner is not None and (owner != response.current_account or expected not in (None, owner)):
        raise AccessDenied(f"{action} on {name}: it belongs to another account, to which the local AWS opens no bucket")


def _call(context: ServiceContext, action: str, resource: str, region: str) -> Call:
    """`region`: the bucket's. AWS lets a request reach a bucket through its own region only."""
    account = context.account_id
    facts = {
        "aws:CurrentTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "aws:EpochTime": str(int(time.time())),
        "aws:PrincipalAccount": account,
        "aws:PrincipalArn": f"arn:aws:iam::{account}:root",
        "aws:PrincipalType": "Account",
        "aws:PrincipalIsAWSService": "false",
        "aws:RequestedRegion": region,
        "aws:ResourceAccount": account,
        "aws:SecureTransport": "true",
        "aws:SourceIp": request.remote_addr or "127.0.0.1",
        "aws:ViaAWSService": "false",
        "aws:userid": account,
        "s3:ResourceAccount": account,
        "s3:authType": "REST-HEADER" if "Authorization" in request.headers else "REST-QUERY-STRING",
        "s3:signatureversion": "AWS" if "AWSAccessKeyId" in request.args else "AWS4-HMAC-SHA256",
    }
    for header, key in (("User-Agent", "aws:UserAgent"), ("Referer", "aws:Referer")):
        if header in request.headers:
            facts[key] = request.headers[header]
    facts |= {f"s3:{name}": value for name, value in request.headers.items() if name.lower().startswith("x-amz-")}
    facts |= {f"s3:{name}": value for name, value in request.args.items() if name.lower() in _QUERY_KEYS}
    return Call(action, resource, account, facts)


def _meet(operation: str) -> None:
    try:
        meet("s3", operation)
    except InjectedFault as fault:
        raise _s3_error(fault) from None


def _s3_error(fault: ServiceException) -> S3ClientError:
    error = S3ClientError(fault.code, fault.message)
    error.status = request.environ["local_aws.fault_status"]
    return error


def _operation(action: str, method: str) -> str:
    """The operation's name as in the SDKs, for the log and for faults."""
    if method == "HEAD":
        return "HeadBucket"
    if method == "POST":
        return "DeleteObjects"
    return {
        "ListBucket": "ListObjectsV2" if request.args.get("list-type") == "2" else "ListObjects",
        "ListBucketVersions": "ListObjectVersions",
        "ListBucketMultipartUploads": "ListMultipartUploads",
    }.get(name := action.removeprefix("s3:"), name)


def _object_operation(action: str) -> str:
    names, method = set(request.args), request.method
    if method == "HEAD":
        return "HeadObject"
    if method == "PUT" and "partNumber" in names:
        return "UploadPart"
    if method == "POST":
        return "CreateMultipartUpload" if "uploads" in names else "CompleteMultipartUpload"
    if method == "PUT" and "x-amz-copy-source" in request.headers:
        return "CopyObject"
    return action.removeprefix("s3:").replace("Version", "")
