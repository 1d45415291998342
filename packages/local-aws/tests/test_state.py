"""What survives: a clean restart, a crash, a damaged file."""

import json
import threading
import time
from pathlib import Path

from local_aws.state.gate import Gate
from tests.support import LocalAws, create_function, function_role, wait_for


def saved(aws: LocalAws) -> None:
    """Without an explicit save: what a client has seen done is on disk a moment later."""
    wait_for("the save", lambda: aws.control("GET", "health").json()["saved"])


def fill(aws: LocalAws) -> None:
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="kept")
    s3.put_bucket_versioning(Bucket="kept", VersioningConfiguration={"Status": "Enabled"})
    for body in (b"one", b"two"):
        s3.put_object(Bucket="kept", Key="a", Body=body, Metadata={"by": "test"})
    upload = s3.create_multipart_upload(Bucket="kept", Key="big")["UploadId"]
    s3.upload_part(Bucket="kept", Key="big", UploadId=upload, PartNumber=1, Body=b"x" * 1000)
    aws.client("kms").create_alias(
        AliasName="alias/kept", TargetKeyId=aws.client("kms").create_key()["KeyMetadata"]["KeyId"]
    )
    aws.client("ssm").put_parameter(Name="/kept", Value="1", Type="String")
    aws.client("ec2").create_vpc(CidrBlock="10.1.0.0/16")
    aws.client("sns").create_topic(Name="kept")
    aws.client("events").put_rule(Name="kept", EventPattern='{"source": ["x"]}')
    aws.client("logs").create_log_group(logGroupName="/kept")
    aws.client("dynamodb").create_table(
        TableName="kept",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    aws.client("dynamodb").put_item(TableName="kept", Item={"id": {"S": "1"}})
    role = function_role(aws, "kept", "logs:*")
    aws.client("stepfunctions").create_state_machine(
        name="kept", roleArn=role, definition='{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
    )
    create_function(aws, "kept", "exports.handler = async () => 'still here';")


def check(aws: LocalAws) -> None:
    s3 = aws.client("s3")
    versions = s3.list_object_versions(Bucket="kept")["Versions"]
    bodies = [s3.get_object(Bucket="kept", Key="a", VersionId=entry["VersionId"])["Body"].read() for entry in versions]
    assert bodies == [b"two", b"one"]
    upload = s3.list_multipart_uploads(Bucket="kept")["Uploads"][0]["UploadId"]
    assert [part["Size"] for part in s3.list_parts(Bucket="kept", Key="big", UploadId=upload)["Parts"]] == [1000]
    assert aws.client("dynamodb").get_item(TableName="kept", Key={"id": {"S": "1"}})["Item"] == {"id": {"S": "1"}}
    assert [machine["name"] for machine in aws.client("stepfunctions").list_state_machines()["stateMachines"]] == [
        "kept"
    ]
    answer = aws.client("lambda").invoke(FunctionName="kept")
    assert json.loads(answer["Payload"].read()) == "still here"


def test_everything_survives_a_crash_and_a_clean_restart(own_aws: LocalAws) -> None:
    fill(own_aws)
    saved(own_aws)
    before = own_aws.inventory()
    own_aws.crash()
    own_aws.start()
    assert own_aws.inventory() == before
    check(own_aws)
    before = own_aws.inventory()
    assert own_aws.stop() == 0
    own_aws.start()
    assert own_aws.inventory() == before
    check(own_aws)


def test_bodies_lie_beside_the_state_and_go_with_their_objects(own_aws: LocalAws) -> None:
    s3, objects = own_aws.client("s3"), own_aws.state / "objects"
    s3.create_bucket(Bucket="bodies")
    for key in ("a", "b"):
        s3.put_object(Bucket="bodies", Key=key, Body=b"z" * 5_000_000)
    assert [path.stat().st_size for path in objects.iterdir()] == [5_000_000]
    saved(own_aws)
    assert (own_aws.state / "state.pickle").stat().st_size < 200_000
    s3.delete_object(Bucket="bodies", Key="a")
    s3.delete_object(Bucket="bodies", Key="b")
    own_aws.stop()
    own_aws.start()
    assert list(objects.iterdir()) == []


def test_a_damaged_state_is_refused_with_a_sentence(own_aws: LocalAws, tmp_path: Path) -> None:
    own_aws.client("s3").create_bucket(Bucket="damaged")
    assert own_aws.stop() == 0
    file = own_aws.state / "state.pickle"
    whole = file.read_bytes()
    damages = {
        "cut short": (whole[:-100], "its checksum does not fit its content, so it is damaged or cut short"),
        "empty": (b"", "it begins with 'nothing' instead of 'local-aws state 1, moto "),
        "of another version": (b"local-aws state 0\n" + whole, "it begins with 'local-aws state 0' instead of"),
    }
    for content, sentence in damages.values():
        file.write_bytes(content)
        process = own_aws.launch(0)
        assert process.wait(30) == 5
        last = own_aws.log.strip().splitlines()[-1]
        assert last.startswith(f"The saved state {file} cannot be read: {sentence}"), last
        assert last.endswith("an empty AWS; what was deployed to it is then gone.")
        assert "Traceback" not in own_aws.log
    # An interrupted save leaves only a draft behind.
    file.write_bytes(whole)
    file.with_suffix(".tmp").write_bytes(b"half of it")
    own_aws.start()
    assert own_aws.client("s3").list_buckets()["Buckets"][0]["Name"] == "damaged"


def test_a_save_waits_for_changes_under_way_and_keeps_new_ones_out() -> None:
    gate, order = Gate(), []
    inside, leave = threading.Event(), threading.Event()

    def change() -> None:
        with gate.inside():
            inside.set()
            leave.wait(5)
            order.append("change")

    def later() -> None:
        with gate.inside():
            order.append("later")

    first = threading.Thread(target=change)
    first.start()
    inside.wait(5)
    second = threading.Thread(target=later)
    threading.Timer(0.1, leave.set).start()
    with gate.closed(5) as empty:
        second.start()
        assert empty
        order.append("save")
    first.join()
    second.join()
    assert order == ["change", "save", "later"]


def test_a_save_does_not_wait_for_who_waits_outside() -> None:
    gate = Gate()
    outside, back = threading.Event(), threading.Event()

    def call_a_function() -> None:
        with gate.inside(), gate.outside():
            outside.set()
            back.wait(5)

    thread = threading.Thread(target=call_a_function)
    thread.start()
    outside.wait(5)
    began = time.monotonic()
    with gate.closed(5) as empty:
        assert empty and time.monotonic() - began < 1
    back.set()
    thread.join()


def test_a_save_gives_up_on_who_stays_inside() -> None:
    gate = Gate()
    inside, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with gate.inside():
            inside.set()
            leave.wait(5)

    thread = threading.Thread(target=stay)
    thread.start()
    inside.wait(5)
    with gate.closed(0.05) as empty:
        assert not empty
    leave.set()
    thread.join()
