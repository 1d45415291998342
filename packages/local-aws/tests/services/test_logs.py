"""Log groups by a part of their name."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.support import LocalAws


@pytest.fixture(scope="module")
def logs(aws: LocalAws) -> Any:
    client = aws.client("logs")
    for name in ("/aws/lambda/one", "/aws/lambda/two", "/ours/lambda", "/ours/jobs"):
        client.create_log_group(logGroupName=name)
    return client


def names(answer: dict[str, Any]) -> list[str]:
    return [group["logGroupName"] for group in answer["logGroups"]]


def test_a_pattern_is_a_part_of_the_name(logs: Any) -> None:
    assert names(logs.describe_log_groups(logGroupNamePattern="lambda")) == [
        "/aws/lambda/one",
        "/aws/lambda/two",
        "/ours/lambda",
    ]
    assert names(logs.describe_log_groups(logGroupNamePattern="Lambda")) == []


def test_it_comes_in_pages(logs: Any) -> None:
    pages = logs.get_paginator("describe_log_groups").paginate(
        logGroupNamePattern="lambda", PaginationConfig={"PageSize": 2}
    )
    assert [names(page) for page in pages] == [["/aws/lambda/one", "/aws/lambda/two"], ["/ours/lambda"]]


def test_a_pattern_and_a_prefix_exclude_each_other(logs: Any) -> None:
    with pytest.raises(ClientError, match="mutually exclusive"):
        logs.describe_log_groups(logGroupNamePattern="lambda", logGroupNamePrefix="/aws")
