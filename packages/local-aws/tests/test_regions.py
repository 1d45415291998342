"""A client chooses its region, and its resources are created there."""

import json
import uuid

import pytest
from botocore.exceptions import ClientError

from tests.support import ACCOUNT, LocalAws

FRANKFURT = "eu-central-1"


def test_arns_name_the_region_of_the_client(aws: LocalAws) -> None:
    name = f"region-{uuid.uuid4().hex[:12]}"
    topic = aws.client("sns", region=FRANKFURT).create_topic(Name=name)["TopicArn"]
    assert topic == f"arn:aws:sns:{FRANKFURT}:{ACCOUNT}:{name}"
    key = aws.client("kms", region=FRANKFURT).create_key()["KeyMetadata"]["Arn"]
    assert key.startswith(f"arn:aws:kms:{FRANKFURT}:{ACCOUNT}:key/")
    assert topic not in json.dumps(aws.client("sns").list_topics()["Topics"])


@pytest.mark.parametrize("region", ["us-east-1", FRANKFURT])
def test_a_bucket_policy_sees_the_region_that_was_asked(aws: LocalAws, region: str) -> None:
    s3, bucket = aws.client("s3", region=region), f"region-{uuid.uuid4().hex[:12]}"
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=bucket, **place)
    elsewhere = {"StringNotEquals": {"aws:RequestedRegion": FRANKFURT}}
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:PutObject", "s3:DeleteObject"],
        "Resource": f"arn:aws:s3:::{bucket}/*",
        "Condition": elsewhere,
    }
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    errors = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "a"}]}).get("Errors", [])
    if region == FRANKFURT:
        s3.put_object(Bucket=bucket, Key="a", Body=b"x")
        assert errors == []
    else:
        with pytest.raises(ClientError, match="explicit deny"):
            s3.put_object(Bucket=bucket, Key="a", Body=b"x")
        assert [error["Code"] for error in errors] == ["AccessDenied"]
    assert s3.head_bucket(Bucket=bucket)["BucketRegion"] == region
