"""Evaluation of resource policies, element by element."""

import pytest

from local_aws.policy import Call, Decision, evaluate, problems

BUCKET = "arn:aws:s3:::data"


def decide(condition: dict, context: dict[str, str], effect: str = "Deny", **statement: object) -> Decision:
    given = {"Effect": effect, "Principal": "*", "Action": "s3:*", "Resource": f"{BUCKET}/*", "Condition": condition}
    call = Call("s3:PutObject", f"{BUCKET}/incoming/a.csv", "123456789012", context)
    return evaluate({"Statement": {**given, **statement}}, call)


@pytest.mark.parametrize(
    ("condition", "context", "holds"),
    [
        ({"Bool": {"aws:SecureTransport": "false"}}, {"aws:SecureTransport": "false"}, True),
        ({"Bool": {"aws:SecureTransport": "false"}}, {"aws:SecureTransport": "true"}, False),
        ({"Bool": {"aws:SecureTransport": False}}, {"aws:SecureTransport": "false"}, True),
        ({"Bool": {"aws:SecureTransport": "false"}}, {}, False),
        ({"StringEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}, {"aws:SourceVpce": "vpce-2"}, True),
        ({"StringEquals": {"aws:SourceVpce": "vpce-1"}}, {}, False),
        ({"StringNotEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}, {"aws:SourceVpce": "vpce-2"}, False),
        # A negated operator holds for a key that the request does not have.
        ({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}, {}, True),
        ({"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}, {}, True),
        ({"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}, {"aws:SourceVpce": "vpce-2"}, False),
        ({"Null": {"s3:x-amz-acl": "true"}}, {}, True),
        ({"Null": {"s3:x-amz-acl": "false"}}, {}, False),
        ({"Null": {"s3:x-amz-acl": "false"}}, {"S3:X-Amz-Acl": "private"}, True),
        ({"StringLike": {"aws:UserAgent": "Boto3/*"}}, {"aws:UserAgent": "Boto3/1.44"}, True),
        ({"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}, {"aws:SourceArn": "arn:aws:s3:::logs"}, True),
        ({"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:*"}}, {"aws:SourceArn": "arn:aws:s3:::logs"}, False),
        ({"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}, {"aws:SourceIp": "127.0.0.1"}, True),
        ({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, {"aws:SourceIp": "127.0.0.1"}, True),
        ({"NumericLessThan": {"s3:max-keys": "10"}}, {"s3:max-keys": "9"}, True),
        (
            {"DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}},
            {"aws:CurrentTime": "2026-01-01T00:00:00Z"},
            True,
        ),
        # All operators, and all keys of one, have to hold.
        (
            {"Null": {"s3:x-amz-acl": "false"}, "StringNotEquals": {"s3:x-amz-acl": "private"}},
            {"s3:x-amz-acl": "private"},
            False,
        ),
    ],
)
def test_conditions(condition: dict, context: dict[str, str], holds: bool) -> None:
    assert decide(condition, context) is (Decision.DENIED if holds else Decision.NEUTRAL)


def test_a_deny_wins_over_any_allow() -> None:
    allow = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    deny = {**allow, "Effect": "Deny", "Action": "s3:PutObject"}
    call = Call("s3:PutObject", BUCKET, "123456789012")
    assert evaluate({"Statement": [deny, allow]}, call) is Decision.DENIED
    assert evaluate({"Statement": [allow]}, call) is Decision.ALLOWED
    assert evaluate({"Statement": []}, call) is Decision.NEUTRAL


@pytest.mark.parametrize(
    ("statement", "applies"),
    [
        ({"Action": ["s3:Get*", "s3:PUTObject"]}, True),
        ({"Action": "s3:GetObject"}, False),
        ({"NotAction": "s3:GetObject", "Action": "s3:*"}, True),
        ({"Resource": f"{BUCKET}/outgoing/*"}, False),
        ({"Resource": f"{BUCKET}/incoming/?.csv"}, True),
        ({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, True),
        ({"Principal": {"AWS": ["999999999999", "123456789012"]}}, True),
        ({"Principal": {"AWS": "arn:aws:iam::123456789012:role/other"}}, False),
        ({"Principal": {"Service": "logging.s3.amazonaws.com"}}, False),
    ],
)
def test_who_what_and_where(statement: dict, applies: bool) -> None:
    assert decide({}, {}, "Allow", **statement) is (Decision.ALLOWED if applies else Decision.NEUTRAL)


def test_what_cannot_be_evaluated_is_named() -> None:
    statement = {
        "Sid": "Odd",
        "Effect": "Deny",
        "NotPrincipal": {"AWS": "123456789012"},
        "Action": "*",
        "Resource": "*",
        "Condition": {"BinaryEquals": {"aws:SourceIp": "x"}, "StringEquals": {"aws:Odd": "${aws:userid}"}},
    }
    assert problems({"Statement": [statement]}, lambda key: key == "aws:sourceip") == [
        "statement Odd: NotPrincipal",
        "statement Odd: the condition operator BinaryEquals",
        "statement Odd: the condition key aws:Odd",
        "statement Odd: the policy variable in '${aws:userid}'",
    ]
