"""From an uploaded object to the targets of rules: rules, inputs, permissions."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.support import ACCOUNT, LocalAws, create_function, log_lines, policy_of, wait_for

ECHO = "exports.handler = async (event) => { console.log('EVENT ' + JSON.stringify(event)); };"


class Listener:
    """A rule with a function as its target that prints its input."""

    def __init__(self, aws: LocalAws, pattern: dict[str, Any], **target: Any) -> None:
        self.aws, self.name = aws, f"listener-{uuid.uuid4().hex[:8]}"
        self.arn = create_function(aws, self.name, ECHO)
        self.rule = aws.client("events").put_rule(Name=self.name, EventPattern=json.dumps(pattern))["RuleArn"]
        aws.client("events").put_targets(Rule=self.name, Targets=[{"Id": "1", "Arn": self.arn, **target}])

    def allow(self) -> "Listener":
        self.aws.client("lambda").add_permission(
            FunctionName=self.name,
            StatementId="rule",
            Action="lambda:InvokeFunction",
            Principal="events.amazonaws.com",
            SourceArn=self.rule,
        )
        return self

    def events(self) -> list[Any]:
        lines = [line for line in log_lines(self.aws, f"/aws/lambda/{self.name}") if "EVENT " in line]
        return [json.loads(line.split("EVENT ", 1)[1]) for line in lines]

    def next_event(self) -> Any:
        return wait_for(f"an event at {self.name}", self.events)[0]


@pytest.fixture
def bucket(aws: LocalAws) -> Iterator[str]:
    name = f"uploads-{uuid.uuid4().hex[:8]}"
    s3 = aws.client("s3")
    s3.create_bucket(Bucket=name)
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}})
    yield name


def uploads_to(bucket: str) -> dict[str, Any]:
    detail = {"bucket": {"name": [bucket]}, "object": {"key": [{"wildcard": "incoming/*.csv"}]}}
    return {"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": detail}


def test_an_upload_reaches_the_function_in_the_shape_of_aws(aws: LocalAws, bucket: str) -> None:
    listener = Listener(aws, uploads_to(bucket)).allow()
    s3 = aws.client("s3")
    s3.put_object(Bucket=bucket, Key="elsewhere/a.csv", Body=b"1")
    put = s3.put_object(Bucket=bucket, Key="incoming/ä b.csv", Body=b"1,2\n")
    event = listener.next_event()
    sequencer, request_id = event["detail"]["object"].pop("sequencer"), event["detail"].pop("request-id")
    assert int(sequencer, 16) and len(request_id) == 16
    assert uuid.UUID(event.pop("id"))
    assert event.pop("time").endswith("Z")
    assert event == {
        "version": "0",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": ACCOUNT,
        "region": "us-east-1",
        "resources": [f"arn:aws:s3:::{bucket}"],
        "detail": {
            "version": "0",
            "bucket": {"name": bucket},
            "object": {
                "key": "incoming/ä b.csv",
                "size": 4,
                "etag": put["ETag"].strip('"'),
                "version-id": put["VersionId"],
            },
            "requester": ACCOUNT,
            "source-ip-address": "127.0.0.1",
            "reason": "PutObject",
        },
    }
    assert len(listener.events()) == 1


def test_a_rule_without_permission_does_not_reach_the_function_and_says_so(aws: LocalAws, bucket: str) -> None:
    listener = Listener(aws, uploads_to(bucket))
    aws.client("s3").put_object(Bucket=bucket, Key="incoming/a.csv", Body=b"1")
    sentence = (
        f"Rule {listener.name} could not deliver to {listener.arn}: the policy of function {listener.name} does not "
        f"allow events.amazonaws.com to lambda:InvokeFunction for {listener.rule}"
    )
    wait_for("the warning", lambda: sentence in aws.log)
    assert listener.events() == []


def test_a_disabled_rule_and_one_on_another_bus_stay_silent(aws: LocalAws) -> None:
    source = f"test.{uuid.uuid4().hex}"
    events = aws.client("events")
    listening = Listener(aws, {"source": [source]}).allow()
    disabled = Listener(aws, {"source": [source]}).allow()
    events.disable_rule(Name=disabled.name)
    bus = events.create_event_bus(Name=source)["EventBusArn"]
    entry = {"Source": source, "DetailType": "Test", "Detail": json.dumps({"number": 1})}
    events.put_events(Entries=[{**entry, "EventBusName": bus}])
    events.put_events(Entries=[{**entry, "Detail": json.dumps({"number": 2})}])
    assert listening.next_event()["detail"] == {"number": 2}
    assert len(listening.events()) == 1 and disabled.events() == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"Input": '{"constant": true}'}, {"constant": True}),
        ({"InputPath": "$.detail"}, {"text": 'say "hi"', "number": 7}),
        (
            {
                "InputTransformer": {
                    "InputPathsMap": {"text": "$.detail.text", "number": "$.detail.number", "all": "$.detail"},
                    "InputTemplate": '{"text": <text>, "in": "<number>: <text>", "all": <all>, '
                    '"rule": <aws.events.rule-name>}',
                }
            },
            {
                "text": 'say "hi"',
                "in": '7: say "hi"',
                "all": {"text": 'say "hi"', "number": 7},
                "rule": "the rule's name",
            },
        ),
    ],
)
def test_what_a_target_gets_to_see(aws: LocalAws, target: dict[str, Any], expected: dict[str, Any]) -> None:
    source = f"test.{uuid.uuid4().hex}"
    listener = Listener(aws, {"source": [source]}, **target).allow()
    detail = json.dumps({"text": 'say "hi"', "number": 7})
    aws.client("events").put_events(Entries=[{"Source": source, "DetailType": "Test", "Detail": detail}])
    if "rule" in expected:
        expected = {**expected, "rule": listener.name}
    assert listener.next_event() == expected


def test_a_throttled_target_gets_the_event_all_the_same(aws: LocalAws) -> None:
    source = f"test.{uuid.uuid4().hex}"
    listener = Listener(aws, {"source": [source]}).allow()
    aws.fail("lambda", "Invoke", "TooManyRequestsException", message="Rate exceeded", status=429)
    aws.client("events").put_events(Entries=[{"Source": source, "DetailType": "Test", "Detail": "{}"}])
    assert listener.next_event()["source"] == source


def test_logs_topic_and_queue_are_targets_too(aws: LocalAws) -> None:
    source, name = f"test.{uuid.uuid4().hex}", f"targets-{uuid.uuid4().hex[:8]}"
    events, sns, sqs, logs = (aws.client(service) for service in ("events", "sns", "sqs", "logs"))
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    queue_arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:{name}"
    topic = sns.create_topic(Name=name)["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue_arn)
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": topic,
    }
    sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy_of(statement))
    logs.create_log_group(logGroupName=f"/{name}")
    group = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/{name}"
    events.put_rule(Name=name, EventPattern=json.dumps({"source": [source]}))
    arns = {"queue": queue_arn, "topic": topic, "logs": group}
    events.put_targets(Rule=name, Targets=[{"Id": key, "Arn": arn} for key, arn in arns.items()])
    events.put_events(Entries=[{"Source": source, "DetailType": "Test", "Detail": '{"n": 1}'}])
    bodies: list[Any] = []

    def both() -> bool:
        messages = sqs.receive_message(QueueUrl=queue).get("Messages", [])
        bodies.extend(json.loads(message["Body"]) for message in messages)
        return len(bodies) == 2

    wait_for("the event directly and through the topic", both)
    direct = next(body for body in bodies if "Message" not in body)
    through_topic = next(json.loads(body["Message"]) for body in bodies if "Message" in body)
    assert direct == through_topic and direct["detail"] == {"n": 1}
    assert wait_for("the log", lambda: log_lines(aws, f"/{name}")) == [json.dumps(direct)]


def test_a_target_that_cannot_work_is_refused_by_name(aws: LocalAws) -> None:
    events, name = aws.client("events"), f"odd-{uuid.uuid4().hex[:8]}"
    events.put_rule(Name=name, EventPattern=json.dumps({"source": ["nobody"]}))
    with pytest.raises(ClientError, match="does not deliver events to arn:aws:ecs:us-east-1:123456789012:cluster/x"):
        events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": "arn:aws:ecs:us-east-1:123456789012:cluster/x"}])
    with pytest.raises(ClientError, match="'L' in a cron expression is not supported here"):
        events.put_rule(Name=name, ScheduleExpression="cron(0 3 L * ? *)")
    broken = {"InputTemplate": '{"event": <aws.events.event.json>'}
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT}:x"
    with pytest.raises(ClientError, match="ValidationException.*Target 1: InputTemplate is not valid JSON"):
        events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": arn, "InputTransformer": broken}])
