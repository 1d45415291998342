"""Who can access the server and who cannot: what a web page, another user or a foreign key could try."""

import os
import socket
import ssl
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from tests.support import ACCOUNT, ROOT, LocalAws, session_of

TARGET = "SageMaker.ListProcessingJobs"


def signed(aws: LocalAws, url: str, **headers: str) -> requests.Response:
    """A request to SageMaker with the owner's signature over exactly these headers."""
    sent = {"X-Amz-Target": TARGET, "Content-Type": "application/x-amz-json-1.1", **headers}
    request = AWSRequest("POST", url, headers=sent, data=b"{}")
    SigV4Auth(Credentials(*aws.key), "sagemaker", "us-east-1").add_auth(request)
    return requests.post(aws.url, b"{}", headers=dict(request.headers), verify=aws.environment["AWS_CA_BUNDLE"])


def raw(aws: LocalAws, text: str) -> str:
    """The server's response to these lines, over TLS."""
    trusting = ssl.create_default_context(cafile=str(aws.state / "ca.pem"))
    with (
        socket.create_connection(("127.0.0.1", aws.port), 10) as plain,
        trusting.wrap_socket(plain, server_hostname="127.0.0.1") as secured,
    ):
        secured.sendall(text.replace("\n", "\r\n").encode())
        return b"".join(iter(lambda: secured.recv(65536), b"")).decode()


def code(aws: LocalAws, session: boto3.session.Session, service: str, method: str, **arguments: Any) -> tuple[int, str]:
    client = session.client(
        service,
        endpoint_url=aws.url,
        verify=str(aws.state / "ca.pem"),
        config=Config(retries={"total_max_attempts": 1}),
    )
    with pytest.raises(ClientError) as error:
        getattr(client, method)(**arguments)
    return error.value.response["ResponseMetadata"]["HTTPStatusCode"], error.value.response["Error"]["Code"]


def test_a_signed_request_is_answered(aws: LocalAws) -> None:
    assert signed(aws, aws.url).status_code == 200


def test_a_request_with_an_origin_is_refused_though_it_is_signed(aws: LocalAws) -> None:
    for origin in ("https://evil.example", "null", aws.url):
        answer = signed(aws, aws.url, Origin=origin)
        assert (answer.status_code, answer.text) == (
            403,
            "The local AWS does not answer web pages: the request has an Origin.\n",
        )
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_a_preflight_gets_no_leave(aws: LocalAws) -> None:
    asked = {
        "Origin": "https://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,x-amz-target",
    }
    for path in ("/", "/bucket/key", "/2015-03-31/functions", "/_local/health"):
        for headers in (asked, {}):
            answer = requests.options(aws.url + path, headers=headers, verify=aws.environment["AWS_CA_BUNDLE"])
            assert answer.status_code == 403
            assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_a_signed_answer_has_no_cors_headers(aws: LocalAws) -> None:
    seen = [signed(aws, aws.url).headers, aws.control("GET", "health").headers]
    aws.client("s3").create_bucket(Bucket="no-cors")
    rules = [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}]
    aws.client("s3").put_bucket_cors(Bucket="no-cors", CORSConfiguration={"CORSRules": rules})
    seen.append(aws.client("s3").list_objects_v2(Bucket="no-cors")["ResponseMetadata"]["HTTPHeaders"])
    assert not [name for headers in seen for name in headers if name.lower().startswith("access-control")]


def test_another_host_is_refused_though_the_request_is_signed(aws: LocalAws) -> None:
    for host in (f"evil.example:{aws.port}", "127.0.0.1", f"127.0.0.1:{aws.port + 1}", f"bucket.localhost:{aws.port}"):
        answer = signed(aws, f"https://{host}/", Host=host)
        assert (answer.status_code, answer.text) == (
            403,
            "The local AWS answers under its own address only: the request has another Host.\n",
        )
    assert signed(aws, f"https://localhost:{aws.port}/", Host=f"localhost:{aws.port}").status_code == 200
    # A host can also be in the request's first line, where it takes precedence.
    assert " 403 " in raw(aws, f"GET https://evil.example/ HTTP/1.1\nHost: 127.0.0.1:{aws.port}\n\n").splitlines()[0]
    assert " 403 " in raw(aws, "GET / HTTP/1.0\n\n").splitlines()[0]


def test_plain_http_is_refused(aws: LocalAws) -> None:
    answer = requests.get(f"http://127.0.0.1:{aws.port}/_local/health", auth=aws.key, timeout=10)
    assert (answer.status_code, answer.text) == (400, f"The local AWS speaks TLS only: {aws.url}\n")
    plain = aws.session().client("s3", endpoint_url=f"http://127.0.0.1:{aws.port}")
    with pytest.raises(ClientError) as error:
        plain.list_buckets()
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


UNSIGNED = {
    "a browser's page of S3": ("GET", "/", {}, "AccessDenied"),
    "a job": ("POST", "/", {"X-Amz-Target": "SageMaker.CreateProcessingJob"}, "AccessDenied"),
    "moto's own control": ("POST", "/moto-api/reset", {}, "AccessDenied"),
    "the metadata of an instance": ("GET", "/latest/meta-data/iam/security-credentials/", {}, "AccessDenied"),
    "an operation that AWS leaves unsigned": ("POST", "/", {"X-Amz-Target": "AWSCognitoIdentityService.GetId"}, "A"),
    "basic credentials": ("GET", "/", {"Authorization": "Basic bG9jYWw6bG9jYWw="}, "AccessDenied"),
    "a broken header": ("GET", "/", {"Authorization": "AWS4-HMAC-SHA256 Credential=x"}, "AccessDenied"),
}


@pytest.mark.parametrize("what", UNSIGNED)
def test_an_unsigned_request_is_refused(aws: LocalAws, what: str) -> None:
    method, path, headers, named = UNSIGNED[what]
    answer = requests.request(method, aws.url + path, headers=headers, verify=aws.environment["AWS_CA_BUNDLE"])
    assert answer.status_code == 403
    assert f"<Code>{named}" in answer.text


WRONG = {
    "s3": ("list_buckets", {}, 403, "InvalidAccessKeyId", "SignatureDoesNotMatch"),
    "sts": ("get_caller_identity", {}, 403, "InvalidClientTokenId", "SignatureDoesNotMatch"),
    "iam": ("list_roles", {}, 403, "InvalidClientTokenId", "SignatureDoesNotMatch"),
    "sagemaker": ("list_models", {}, 403, "UnrecognizedClientException", "InvalidSignatureException"),
    "lambda": ("list_functions", {}, 403, "UnrecognizedClientException", "InvalidSignatureException"),
    "ec2": ("describe_vpcs", {}, 401, "AuthFailure", "AuthFailure"),
}


@pytest.mark.parametrize("service", WRONG)
def test_a_wrong_key_and_a_wrong_secret_are_told_as_aws_tells_them(aws: LocalAws, service: str) -> None:
    method, arguments, status, of_key, of_secret = WRONG[service]
    identifier, secret = aws.key
    for known in ("local", "AKIAIOSFODNN7EXAMPLE", identifier.lower()):
        stranger = session_of(known, secret)
        assert code(aws, stranger, service, method, **arguments) == (status, of_key)
    for guess in ("local", secret[:-1], secret.upper()):
        thief = session_of(identifier, guess)
        assert code(aws, thief, service, method, **arguments) == (status, of_secret)


def test_the_control_api_needs_the_key(aws: LocalAws) -> None:
    bundle = aws.environment["AWS_CA_BUNDLE"]
    identifier, secret = aws.key
    for auth in (None, ("local", "local"), (identifier, "local"), ("local", secret)):
        for method, path in (("GET", "health"), ("POST", "save"), ("POST", "faults"), ("GET", "inventory")):
            answer = requests.request(method, f"{aws.url}/_local/{path}", auth=auth, json={}, verify=bundle)
            assert answer.status_code == 403
            # Nor is a browser prompted to ask its user for it.
            assert "WWW-Authenticate" not in answer.headers
    assert aws.control("GET", "health").status_code == 200


def test_each_server_has_a_key_of_its_own(own_aws: LocalAws) -> None:
    identifier, secret = own_aws.key
    assert own_aws.stop() == 0
    own_aws.start()
    assert own_aws.key[0] != identifier and own_aws.key[1] != secret
    former = session_of(identifier, secret)
    assert code(own_aws, former, "sts", "get_caller_identity") == (403, "InvalidClientTokenId")


@pytest.fixture(scope="module")
def used_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    """In a folder that was readable by everyone, under the umask of most machines."""
    state = tmp_path_factory.mktemp("used") / "state"
    state.mkdir(mode=0o755)
    before = os.umask(0o022)
    server = LocalAws(state).start()
    os.umask(before)
    s3 = server.client("s3")
    s3.create_bucket(Bucket="private")
    s3.put_object(Bucket="private", Key="a", Body=b"x")
    server.control("POST", "save")
    yield server
    server.stop()


def test_only_the_owner_reads_what_the_server_keeps(used_aws: LocalAws) -> None:
    state = used_aws.state
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert stat.S_IMODE((state / "server.json").stat().st_mode) == 0o600
    found = {path.relative_to(state).parts[0]: stat.S_IMODE(path.stat().st_mode) for path in state.rglob("*")}
    assert {"server.json", "state.pickle", "objects", "server.pem"} <= found.keys()
    assert {path: oct(mode) for path, mode in found.items() if mode & 0o077} == {}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")
def test_another_user_reads_nothing(used_aws: LocalAws) -> None:
    for path in ("server.json", "state.pickle", "ca.pem", "."):
        tried = subprocess.run(
            ["python3", "-c", f"import os; os.setuid(65534); os.listdir({str(used_aws.state)!r}); open({path!r})"],
            cwd=used_aws.state,
            capture_output=True,
            text=True,
        )
        assert "PermissionError" in tried.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_the_folder_of_another_user_is_not_served(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    os.chown(state, 65534, 65534)
    server = LocalAws(state)
    assert server.launch(0).wait(30) == 1
    assert "belongs to another user" in server.log


def test_presigned_urls_open_one_object_for_a_time(aws: LocalAws) -> None:
    aws.client("s3").create_bucket(Bucket="presigned")
    for version in ("s3", "s3v4"):
        s3 = aws.client("s3", signature_version=version)
        key = f"a b+ü/{version}.txt"

        def url(method: str, key: str = key, s3: Any = s3, **more: Any) -> str:
            return s3.generate_presigned_url(method, Params={"Bucket": "presigned", "Key": key}, **more)

        def get(address: str, data: bytes | None = None) -> requests.Response:
            method = "GET" if data is None else "PUT"
            return requests.request(method, address, data=data, verify=aws.environment["AWS_CA_BUNDLE"])

        assert get(url("put_object"), b"hello").status_code == 200
        assert get(url("get_object")).content == b"hello"
        assert "Request has expired" in get(url("get_object", ExpiresIn=-1)).text
        assert "SignatureDoesNotMatch" in get(url("get_object").replace(f"{version}.txt", "other.txt")).text
        assert "SignatureDoesNotMatch" in get(url("get_object"), b"other").text


def test_a_body_that_was_not_signed_is_refused(aws: LocalAws) -> None:
    aws.client("s3").create_bucket(Bucket="bodies-signed")
    address = f"{aws.url}/bodies-signed/a"
    request = AWSRequest("PUT", address, headers={"X-Amz-Content-SHA256": "0" * 64}, data=b"x")
    SigV4Auth(Credentials(*aws.key), "s3", "us-east-1").add_auth(request)
    answer = requests.put(address, b"x", headers=dict(request.headers), verify=aws.environment["AWS_CA_BUNDLE"])
    assert (answer.status_code, "XAmzContentSHA256Mismatch" in answer.text) == (403, True)
    topic = AWSRequest("POST", aws.url, headers={"X-Amz-Target": TARGET}, data=b"{}")
    SigV4Auth(Credentials(*aws.key), "sagemaker", "us-east-1").add_auth(topic)
    for body, extra in ((b'{"MaxResults": 1}', {}), (b"{}", {"X-Amz-Later": "1"})):
        headers = {**dict(topic.headers), **extra}
        answer = requests.post(aws.url, body, headers=headers, verify=aws.environment["AWS_CA_BUNDLE"])
        assert answer.status_code == 403


def test_an_old_request_cannot_be_sent_again(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime

    old = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=16)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: old)
    answer = signed(aws, aws.url)
    assert (answer.status_code, answer.json()["__type"]) == (403, "InvalidSignatureException")


def test_credentials_of_an_assumed_role_and_of_a_user_are_accepted(aws: LocalAws) -> None:
    iam, sts = aws.client("iam"), aws.client("sts")
    given = sts.assume_role(RoleArn=f"arn:aws:iam::{ACCOUNT}:role/some", RoleSessionName="me")["Credentials"]
    names = ("AccessKeyId", "SecretAccessKey", "SessionToken")
    role = session_of(*(given[name] for name in names))
    client = role.client("sts", endpoint_url=aws.url, verify=str(aws.state / "ca.pem"))
    assert client.get_caller_identity()["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/some/me"
    s3 = role.client("s3", endpoint_url=aws.url, verify=str(aws.state / "ca.pem"))
    for version in ("s3", "s3v4"):
        s3 = role.client(
            "s3",
            endpoint_url=aws.url,
            verify=str(aws.state / "ca.pem"),
            config=Config(signature_version=version),
        )
        address = s3.generate_presigned_url("list_buckets")
        assert requests.get(address, verify=aws.environment["AWS_CA_BUNDLE"]).status_code == 200
    without_token = session_of(given["AccessKeyId"], given["SecretAccessKey"])
    assert code(aws, without_token, "sts", "get_caller_identity") == (403, "InvalidClientTokenId")
    iam.create_user(UserName="person")
    key = iam.create_access_key(UserName="person")["AccessKey"]
    person = session_of(key["AccessKeyId"], key["SecretAccessKey"])
    assert person.client("sts", endpoint_url=aws.url, verify=str(aws.state / "ca.pem")).get_caller_identity()
    iam.update_access_key(UserName="person", AccessKeyId=key["AccessKeyId"], Status="Inactive")
    assert code(aws, person, "sts", "get_caller_identity") == (403, "InvalidClientTokenId")


def test_keys_that_would_open_nothing_are_not_given_out(aws: LocalAws) -> None:
    session = aws.session()
    assert code(aws, session, "sts", "get_session_token") == (400, "UnsupportedOperation")
    assert code(aws, session, "sts", "get_federation_token", Name="me") == (400, "UnsupportedOperation")


JAVASCRIPT = """
const { S3Client, PutObjectCommand, GetObjectCommand } = require("@aws-sdk/client-s3");
const { SageMakerClient, ListModelsCommand } = require("@aws-sdk/client-sagemaker");
const { LambdaClient, ListTagsCommand } = require("@aws-sdk/client-lambda");
const { Readable } = require("node:stream");
(async () => {
  const s3 = new S3Client({ forcePathStyle: true });
  const at = { Bucket: "javascript", Key: "a b+(ü)!*'/~x" };
  await s3.send(new PutObjectCommand({ ...at, Body: "text", Metadata: { "of-whom": "me" } }));
  await s3.send(new PutObjectCommand({ ...at, Body: Readable.from([Buffer.from("in "), Buffer.from("parts")]),
    ContentLength: 8 }));
  const { Body } = await s3.send(new GetObjectCommand(at));
  await new SageMakerClient().send(new ListModelsCommand({}));
  const Resource = "arn:aws:lambda:us-east-1:123456789012:function:none";
  const error = await new LambdaClient().send(new ListTagsCommand({ Resource })).catch(({ name }) => name);
  console.log(await Body.transformToString(), error);
})();
"""


def test_the_sdk_for_javascript_is_answered(aws: LocalAws) -> None:
    """Plain bodies, streams with a trailing checksum, and names that every signer encodes differently."""
    aws.client("s3").create_bucket(Bucket="javascript")
    environment = {**os.environ, **aws.environment}
    done = subprocess.run(
        ["node", "-e", JAVASCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "in parts ResourceNotFoundException\n", done.stderr


def test_bodies_that_boto3_streams_are_answered(aws: LocalAws) -> None:
    s3, key = aws.client("s3"), "!'()*~ +%ü/&$@=:,;"
    s3.create_bucket(Bucket="streams")
    for checksum in ("CRC32", "SHA256"):
        s3.put_object(Bucket="streams", Key=key, Body=b"body" * 50_000, ChecksumAlgorithm=checksum)
        assert s3.get_object(Bucket="streams", Key=key)["Body"].read() == b"body" * 50_000
    assert s3.list_objects_v2(Bucket="streams", Prefix="!'()*~ +%", Delimiter="/")["CommonPrefixes"]


def test_the_model_behind_an_endpoint_answers_its_server_only() -> None:
    """Its process also listens on a port of the machine."""
    serving = ROOT / "packages/local-aws/local_aws/services/sagemaker/endpoints/serving.py"
    program = f"""
import importlib.util, http.client, threading
from http.server import ThreadingHTTPServer
spec = importlib.util.spec_from_file_location("serving", {str(serving)!r})
serving = importlib.util.module_from_spec(spec)
spec.loader.exec_module(serving)
serving.Handler.key = "right"
server = ThreadingHTTPServer(("127.0.0.1", 0), serving.Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
for headers in ({{}}, {{"Authorization": "wrong"}}, {{"Authorization": "right"}}):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request("GET", "/ping", headers=headers)
    print(connection.getresponse().status)
"""
    done = subprocess.run(["python3", "-c", program], capture_output=True, text=True, timeout=30)
    assert done.stdout.split() == ["403", "403", "200"]
