"""Input transformers, by the rules and examples of AWS's user guide."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from local_aws.services.events.transform import InvalidTransformer, check, target_input

RULE = SimpleNamespace(name="uploads", arn="arn:aws:events:us-east-1:123456789012:rule/uploads")
EVENT = {
    "version": "0",
    "id": "1",
    "source": "aws.ec2",
    "time": "2026-01-01T00:00:00Z",
    "resources": ["arn:aws:ec2:us-east-1:123456789012:instance/i-1"],
    "detail": {"instance-id": "i-1", "state": "RUNNING", "text": 'say "hi"\n', "number": 7, "none": None},
}
PATHS = {
    "instance": "$.detail.instance-id",
    "state": "$.detail.state",
    "resource": "$.resources[0]",
    "text": "$.detail.text",
    "number": "$.detail.number",
    "detail": "$.detail",
    "none": "$.detail.none",
    "missing": "$.detail.missing",
}
WITHOUT_DETAIL = {name: value for name, value in EVENT.items() if name != "detail"}


def filled(template: str) -> str:
    target = {"InputTransformer": {"InputPathsMap": PATHS, "InputTemplate": template}}
    return target_input(target, EVENT, RULE)  # type: ignore[arg-type]


FILLED: dict[str, tuple[str, Any]] = {
    "the whole event beside a constant": (
        '{"model": {"name": "churn"}, "event": <aws.events.event.json>}',
        {"model": {"name": "churn"}, "event": EVENT},
    ),
    "the event without its detail": ('{"event": <aws.events.event>}', {"event": WITHOUT_DETAIL}),
    "the rule": (
        '{"name": <aws.events.rule-name>, "arn": "<aws.events.rule-arn>"}',
        {"name": RULE.name, "arn": RULE.arn},
    ),
    "a text gets its quotes": (
        '{"instance": <instance>, "state": [9, <state>, true]}',
        {"instance": "i-1", "state": [9, "RUNNING", True]},
    ),
    "a text in quotes": ('{"instance": "<instance>"}', {"instance": "i-1"}),
    "texts within a text": ('"<instance> is in \\"<state>\\""', 'i-1 is in "RUNNING"'),
    "a text with quotes of its own": ('{"a": <text>, "b": "<text>"}', {"a": 'say "hi"\n', "b": 'say "hi"\n'}),
    "a number": ('{"a": <number>, "b": "<number>"}', {"a": 7, "b": "7"}),
    "an object": ('{"detail": <detail>}', {"detail": EVENT["detail"]}),
    "an object within a text loses its quotes": (
        '"Resources: <aws.events.event>"',
        "Resources: " + json.dumps(WITHOUT_DETAIL).replace('"', ""),
    ),
    "a member of a list": ('{"resource": <resource>}', {"resource": EVENT["resources"][0]}),
    "what is null": ('{"a": <none>}', {"a": None}),
    "what is missing": ('{"a": "<missing>", "b": <missing>}', {"a": "", "b": None}),
    "a name that nothing defines": ('{"a": "<undefined>"}', {"a": "<undefined>"}),
}


@pytest.mark.parametrize("what", FILLED)
def test_a_template_is_filled(what: str) -> None:
    template, expected = FILLED[what]
    check({"InputPathsMap": PATHS, "InputTemplate": template})
    assert json.loads(filled(template)) == expected


def test_the_ingestion_time_is_now() -> None:
    assert json.loads(filled('{"at": <aws.events.event.ingestion-time>}'))["at"] > "2026-01-01T00:00:00Z"


def test_a_template_need_not_be_json() -> None:
    check({"InputPathsMap": PATHS, "InputTemplate": "<instance> is in state <state>"})


REFUSED = {
    "names that are reserved": ({"aws.mine": "$.a"}, "{}", "names that begin with AWS are reserved: aws.mine"),
    "JSON with a comma too many": ({}, '{"a": <b>,}', "InputTemplate is not valid JSON once it is filled in"),
    "an unfinished text": ({}, '{"a": "<b>}', "InputTemplate is not valid JSON once it is filled in"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_transformer_that_cannot_work_is_refused(what: str) -> None:
    paths, template, sentence = REFUSED[what]
    with pytest.raises(InvalidTransformer, match=sentence):
        check({"InputPathsMap": paths, "InputTemplate": template})
