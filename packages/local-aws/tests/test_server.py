"""The process: start, refusals, end, certificate, control API."""

import json
import socket
import ssl
import stat
import subprocess
import sys
from pathlib import Path

from tests.support import PACKAGE, LocalAws, wait_for


def refused(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "local_aws", *arguments], capture_output=True, text=True, cwd=PACKAGE, timeout=60
    )
    return done.returncode, done.stderr.strip()


def test_the_note_says_what_a_client_needs(aws: LocalAws) -> None:
    bundle = str(aws.state / "bundle.pem")
    assert aws.environment == {
        "AWS_ENDPOINT_URL": f"https://127.0.0.1:{aws.port}",
        "AWS_CA_BUNDLE": bundle,
        "NODE_EXTRA_CA_CERTS": bundle,
        "SSL_CERT_FILE": bundle,
        "REQUESTS_CA_BUNDLE": bundle,
        "AWS_ACCESS_KEY_ID": aws.key[0],
        "AWS_SECRET_ACCESS_KEY": aws.key[1],
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    assert aws.client("sts").get_caller_identity()["Account"] == aws.note["account"] == "123456789012"


def test_a_taken_port_is_exit_3(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, sentence = refused("serve", "--state", str(tmp_path / "state"), "--port", str(port))
    assert code == 3
    assert sentence == (
        f"Port {port} of 127.0.0.1 is taken by another program. Stop that program, or give another --port "
        "(0 takes any free one)."
    )


def test_a_state_that_is_served_is_exit_4(aws: LocalAws) -> None:
    before = aws.note
    code, sentence = refused("serve", "--state", str(aws.state), "--port", "0")
    assert code == 4
    assert sentence == (
        f"The state folder {aws.state} is already served by process {before['pid']} at {before['url']}. Use that "
        "server, stop it first, or give another --state."
    )
    assert aws.note == before


def test_a_port_that_is_none_is_named(tmp_path: Path) -> None:
    code, sentence = refused("serve", "--state", str(tmp_path), "--port", "http")
    assert code == 2
    assert sentence.endswith("argument --port: 'http' is no port; allowed are 0 to 65535")


def test_a_clean_end_takes_the_note_away(own_aws: LocalAws) -> None:
    assert own_aws.stop() == 0
    assert not own_aws.note_file.exists()
    assert "Traceback" not in own_aws.log


def test_the_note_tells_of_a_saved_state(own_aws: LocalAws) -> None:
    assert own_aws.note["saved"] is False
    own_aws.client("sns").create_topic(Name="kept")
    own_aws.stop()
    assert own_aws.note == {"saved": True}
    own_aws.start()
    assert own_aws.note["saved"] is True
    own_aws.crash()
    # A server that cannot start erases how to reach the previous one, and nothing else.
    with socket.create_server(("127.0.0.1", own_aws.port)):
        assert own_aws.launch(own_aws.port).wait(30) == 3
    assert own_aws.note == {"saved": True}


def test_only_the_own_authority_vouches_for_the_server(aws: LocalAws) -> None:
    trusting = ssl.create_default_context(cafile=str(aws.state / "ca.pem"))
    with (
        socket.create_connection(("127.0.0.1", aws.port)) as plain,
        trusting.wrap_socket(plain, server_hostname="127.0.0.1") as secured,
    ):
        assert secured.version() == "TLSv1.3"
    bundle = (aws.state / "bundle.pem").read_text()
    assert (aws.state / "ca.pem").read_text() in bundle and bundle.count("BEGIN CERTIFICATE") > 50
    assert stat.S_IMODE((aws.state / "server.pem").stat().st_mode) == 0o600
    # The authority's key was never stored.
    assert sorted(path.name for path in aws.state.glob("*.pem")) == ["bundle.pem", "ca.pem", "server.pem"]


def test_a_client_that_says_nothing_holds_up_nobody(aws: LocalAws) -> None:
    with socket.create_connection(("127.0.0.1", aws.port)):
        assert aws.control("GET", "health").json()["status"] == "ok"


def test_a_fault_meets_the_next_calls_and_no_more(aws: LocalAws) -> None:
    sns = aws.client("sns")
    aws.fail("sns", "ListTopics", "ThrottlingException", message="Rate exceeded", status=429, times=2)
    for _ in range(2):
        try:
            sns.list_topics()
        except sns.exceptions.ClientError as error:
            assert error.response["Error"]["Code"] == "ThrottlingException"
            assert error.response["Error"]["Message"] == "Rate exceeded"
            assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 429
        else:
            raise AssertionError("the fault was not met")
    sns.list_topics()
    assert aws.control("GET", "faults").json() == []


def test_a_client_that_retries_gets_over_a_fault(aws: LocalAws) -> None:
    for service, operation in (("s3", "ListBuckets"), ("lambda", "ListFunctions"), ("sqs", "ListQueues")):
        aws.fail(service, operation, "ThrottlingException", message="Rate exceeded", status=400)
        client = aws.client(service, retries={"total_max_attempts": 3, "mode": "standard"})
        method = {"ListBuckets": "list_buckets", "ListFunctions": "list_functions", "ListQueues": "list_queues"}[
            operation
        ]
        assert getattr(client, method)()["ResponseMetadata"]["RetryAttempts"] == 1


def test_a_wrong_fault_is_refused_with_all_its_problems(aws: LocalAws) -> None:
    answer = aws.control("POST", "faults", json={"service": "sns", "times": "often", "colour": "red"})
    assert answer.status_code == 400
    assert answer.json()["problems"] == [
        "'colour' is unknown; known are service, operation, error, message, status, times",
        "'operation' is missing",
        "'error' is missing",
        "'times' is 'often', which is not a whole number",
    ]
    unknown = aws.control("GET", "nothing")
    assert unknown.status_code == 404 and "/_local/health" in unknown.json()["problems"][0]


def test_unknown_operations_fail_at_once_by_name(aws: LocalAws) -> None:
    calls = {
        ("sagemaker", "list_hubs"): "ListHubs of sagemaker",
        ("iam", "generate_service_last_accessed_details"): "GenerateServiceLastAccessedDetails of iam",
        ("bcm-data-exports", "list_exports"): "ListExports of bcm-data-exports",
        ("lambda", "get_account_settings"): "GET /2016-08-19/account-settings of awslambda",
    }
    arguments = {"generate_service_last_accessed_details": {"Arn": "arn:aws:iam::123456789012:role/x"}}
    for (service, method), named in calls.items():
        client = aws.client(service, retries={"total_max_attempts": 5, "mode": "standard"})
        try:
            getattr(client, method)(**arguments.get(method, {}))
        except client.exceptions.ClientError as error:
            assert error.response["Error"]["Code"] == "UnsupportedOperation"
            assert error.response["Error"]["Message"] == f"The local AWS does not have the operation {named}."
            assert error.response["ResponseMetadata"]["RetryAttempts"] == 0
        else:
            raise AssertionError(f"{method} was answered")


def test_requests_are_logged_with_service_operation_and_status(aws: LocalAws) -> None:
    aws.client("sqs").list_queues()
    wait_for("the line", lambda: "local_aws.requests sqs ListQueues 200" in aws.log)


def test_the_inventory_shows_what_a_user_made_and_nothing_else(own_aws: LocalAws) -> None:
    assert own_aws.inventory() == {}
    ec2, kms, sns = own_aws.client("ec2"), own_aws.client("kms"), own_aws.client("sns")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    topic = sns.create_topic(Name="topic")["TopicArn"]
    held = own_aws.inventory()
    assert held["kms"] == {"keys": 1} and held["sns"] == {"topics": 1} and held["ec2"]["vpcs"] == 1
    ec2.delete_vpc(VpcId=vpc)
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    sns.delete_topic(TopicArn=topic)
    assert json.dumps(own_aws.inventory()) == "{}"
