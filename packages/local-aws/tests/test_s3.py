"""S3 through boto3: policies, settings that read back as written, conditional writes."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.support import ACCOUNT, LocalAws, wait_for

KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/one"


@pytest.fixture
def bucket(aws: LocalAws) -> Iterator[str]:
    s3, name = aws.client("s3"), f"data-{uuid.uuid4().hex[:12]}"
    s3.create_bucket(Bucket=name)
    yield name
    s3.delete_bucket_policy(Bucket=name)
    for version in s3.list_object_versions(Bucket=name).get("Versions", []):
        s3.delete_object(Bucket=name, Key=version["Key"], VersionId=version["VersionId"])
    s3.delete_bucket(Bucket=name)


def deny(bucket: str, condition: dict[str, Any], action: str | list[str] = "s3:*") -> str:
    resources = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    statement = {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": resources, "Condition": condition}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def refused(call: Any, **parameters: Any) -> tuple[int, str]:
    with pytest.raises(ClientError) as error:
        call(**parameters)
    return error.value.response["ResponseMetadata"]["HTTPStatusCode"], error.value.response["Error"]["Code"]


def test_a_tls_only_bucket_answers_over_tls(aws: LocalAws, bucket: str) -> None:
    s3 = aws.client("s3")
    s3.put_bucket_policy(Bucket=bucket, Policy=deny(bucket, {"Bool": {"aws:SecureTransport": "false"}}))
    s3.put_object(Bucket=bucket, Key="a", Body=b"x")
    assert [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["a"]


def test_a_deny_holds_for_every_operation(aws: LocalAws, bucket: str) -> None:
    s3 = aws.client("s3")
    s3.put_object(Bucket=bucket, Key="before", Body=b"x")
    denied = ["s3:PutObject", "s3:GetObject", "s3:ListBucket", "s3:DeleteObject"]
    s3.put_bucket_policy(Bucket=bucket, Policy=deny(bucket, {"Bool": {"aws:SecureTransport": "true"}}, denied))
    assert refused(s3.put_object, Bucket=bucket, Key="a", Body=b"x") == (403, "AccessDenied")
    assert refused(s3.get_object, Bucket=bucket, Key="before") == (403, "AccessDenied")
    assert refused(s3.list_objects_v2, Bucket=bucket) == (403, "AccessDenied")
    assert refused(s3.head_object, Bucket=bucket, Key="before") == (403, "403")
    errors = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "before"}]})["Errors"]
    assert [(error["Key"], error["Code"]) for error in errors] == [("before", "AccessDenied")]


def test_encryption_conditions_look_at_the_request(aws: LocalAws, bucket: str) -> None:
    s3, name = aws.client("s3"), "s3:x-amz-server-side-encryption-aws-kms-key-id"
    condition = {"Null": {name: "false"}, "StringNotEquals": {name: KEY}}
    s3.put_bucket_policy(Bucket=bucket, Policy=deny(bucket, condition, "s3:PutObject"))
    encrypted = {"Bucket": bucket, "Key": "a", "Body": b"x", "ServerSideEncryption": "aws:kms"}
    s3.put_object(Bucket=bucket, Key="a", Body=b"x")
    s3.put_object(**encrypted, SSEKMSKeyId=KEY)
    assert refused(s3.put_object, **encrypted, SSEKMSKeyId=f"{KEY}-other") == (403, "AccessDenied")
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == b"x"


def test_a_policy_about_an_endpoint_keeps_out_who_does_not_come_through_it(aws: LocalAws, bucket: str) -> None:
    s3 = aws.client("s3")
    condition = {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}
    s3.put_bucket_policy(Bucket=bucket, Policy=deny(bucket, condition, "s3:GetObject"))
    s3.put_object(Bucket=bucket, Key="a", Body=b"x")
    assert refused(s3.get_object, Bucket=bucket, Key="a") == (403, "AccessDenied")


def test_a_policy_that_cannot_be_evaluated_is_refused_by_name(aws: LocalAws, bucket: str) -> None:
    s3 = aws.client("s3")
    with pytest.raises(ClientError) as error:
        s3.put_bucket_policy(Bucket=bucket, Policy=deny(bucket, {"StringEquals": {"aws:PrincipalTag/team": "a"}}))
    assert error.value.response["Error"] == {
        "Code": "UnsupportedOperation",
        "Message": "The local AWS cannot evaluate this policy. It lacks statement 1: the condition key "
        "aws:PrincipalTag/team.",
    }


def test_access_logging_needs_a_policy_for_the_logging_service(aws: LocalAws, bucket: str) -> None:
    s3 = aws.client("s3")
    setting = {"LoggingEnabled": {"TargetBucket": bucket, "TargetPrefix": "logs/"}}
    call = {"Bucket": bucket, "BucketLoggingStatus": setting}
    assert refused(s3.put_bucket_logging, **call)[1] == "InvalidTargetBucketForLogging"
    statements = json.loads(deny(bucket, {"Bool": {"aws:SecureTransport": "false"}}))["Statement"]
    statements.append(
        {
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::{bucket}/logs/*",
            "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}},
        }
    )
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}))
    s3.put_bucket_logging(**call)
    assert s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"] == setting["LoggingEnabled"]
    s3.put_object(Bucket=bucket, Key="seen", Body=b"x")
    found = wait_for("a log", lambda: s3.list_objects_v2(Bucket=bucket, Prefix="logs/").get("Contents"))
    lines = s3.get_object(Bucket=bucket, Key=found[0]["Key"])["Body"].read().decode().splitlines()
    assert any(f'REST.PUT.OBJECT seen "PUT /{bucket}/seen HTTP/1.1" 200' in line for line in lines)
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})


def test_settings_read_back_as_written(aws: LocalAws, bucket: str) -> None:
    """The provider waits until they do, and plans a change if they never will."""
    s3 = aws.client("s3")
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}})
    read = s3.get_bucket_notification_configuration(Bucket=bucket)
    assert read["EventBridgeConfiguration"] == {}
    rules = [
        {
            "ID": "abort",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
        },
        {
            "ID": "noncurrent",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
        },
        {"ID": "temporary", "Status": "Enabled", "Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 30}},
        {
            "ID": "markers",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "Expiration": {"ExpiredObjectDeleteMarker": True},
        },
    ]
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})
    assert s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"] == rules


def test_of_two_conditional_writes_one_wins(aws: LocalAws, bucket: str) -> None:
    s3 = aws.client("s3")
    s3.put_object(Bucket=bucket, Key="lock", Body=b"1", IfNoneMatch="*")
    assert refused(s3.put_object, Bucket=bucket, Key="lock", Body=b"2", IfNoneMatch="*") == (412, "PreconditionFailed")
    etag = s3.head_object(Bucket=bucket, Key="lock")["ETag"]
    s3.put_object(Bucket=bucket, Key="lock", Body=b"3", IfMatch=etag)
    assert refused(s3.put_object, Bucket=bucket, Key="lock", Body=b"4", IfMatch=etag) == (412, "PreconditionFailed")
    assert s3.get_object(Bucket=bucket, Key="lock")["Body"].read() == b"3"


def test_a_bucket_whose_versioning_was_suspended_can_be_emptied(aws: LocalAws, bucket: str) -> None:
    """As Terraform does it: versioning is removed first, then every version, then the bucket."""
    s3 = aws.client("s3")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket=bucket, Key="deleted", Body=b"1")
    s3.delete_object(Bucket=bucket, Key="deleted")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    listed = s3.list_object_versions(Bucket=bucket)
    versions = [*listed["Versions"], *listed["DeleteMarkers"]]
    objects = [{"Key": version["Key"], "VersionId": version["VersionId"]} for version in versions]
    assert "Errors" not in s3.delete_objects(Bucket=bucket, Delete={"Objects": objects})
    left = s3.list_object_versions(Bucket=bucket)
    assert ("Versions" in left, "DeleteMarkers" in left) == (False, False)


def test_names_are_encoded_in_lists_of_versions_where_asked(aws: LocalAws, bucket: str) -> None:
    """boto3 asks for encoding and decodes; so does Terraform's provider when it empties a bucket."""
    s3 = aws.client("s3")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    names = ["a b/%.csv", "a b/a b.csv", "a b/a%20b.csv", "a b/a+b.csv", "a b/ü&<.csv"]
    for name in names:
        s3.put_object(Bucket=bucket, Key=name, Body=b"x")
    s3.delete_object(Bucket=bucket, Key=names[0])
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix="a b/", MaxKeys=2)
    listed = list(pages)
    assert [version["Key"] for page in listed for version in page.get("Versions", [])] == names
    assert [marker["Key"] for page in listed for marker in page.get("DeleteMarkers", [])] == names[:1]
    assert {page["Prefix"] for page in listed} == {"a b/"}
    folders = s3.list_object_versions(Bucket=bucket, Delimiter="/")["CommonPrefixes"]
    assert folders == [{"Prefix": "a b/"}]
    raw: list[dict[str, Any]] = []
    s3.meta.events.register("before-parse.s3.ListObjectVersions", lambda response_dict, **_: raw.append(response_dict))
    s3.list_object_versions(Bucket=bucket, EncodingType="url")
    assert b"<Key>a%20b/a%2Bb.csv</Key>" in raw[0]["body"]
    marker = s3.list_object_versions(Bucket=bucket)["DeleteMarkers"][0]
    s3.delete_object(Bucket=bucket, Key=marker["Key"], VersionId=marker["VersionId"])


def test_large_objects_and_ranges(aws: LocalAws, bucket: str) -> None:
    s3, body = aws.client("s3"), bytes(range(256)) * 40_000
    upload = s3.create_multipart_upload(Bucket=bucket, Key="big")["UploadId"]
    halves = [body[: 6 << 20], body[6 << 20 :]]
    parts = [
        {
            "PartNumber": number,
            "ETag": s3.upload_part(Bucket=bucket, Key="big", UploadId=upload, PartNumber=number, Body=half)["ETag"],
        }
        for number, half in enumerate(halves, 1)
    ]
    s3.complete_multipart_upload(Bucket=bucket, Key="big", UploadId=upload, MultipartUpload={"Parts": parts})
    assert s3.get_object(Bucket=bucket, Key="big")["Body"].read() == body
    assert s3.get_object(Bucket=bucket, Key="big", Range="bytes=256-511")["Body"].read() == bytes(range(256))
    s3.copy_object(Bucket=bucket, Key="copy", CopySource=f"{bucket}/big")
    assert s3.head_object(Bucket=bucket, Key="copy")["ContentLength"] == len(body)
