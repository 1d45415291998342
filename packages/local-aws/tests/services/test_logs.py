"""Log groups by a part of their name."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.support import LocalAws


@pytest.fixture(scope="module")
def logs(aws: LocalAws) -> Any:
    client = aws.client("logs")
    for name in ("/one/pattern", "/one/pattern/more", "/two/pattern", "/two/other"):
        client.create_log_group(logGroupName=name)
    return client


def names(answer: dict[str, Any]) -> list[str]:
    return [group["logGroupName"] for group in answer["logGroups"]]


def test_a_pattern_is_a_part_of_the_name(logs: Any) -> None:
    assert names(logs.describe_log_groups(logGroupNamePattern="pattern")) == [
        "/one/pattern",
        "/one/pattern/more",
        "/two/pattern",
    ]
    assert names(logs.describe_log_groups(logGroupNamePattern="Pattern")) == []


def test_it_comes_in_pages(logs: Any) -> None:
    pages = logs.get_paginator("describe_log_groups").paginate(
        logGroupNamePattern="pattern", PaginationConfig={"PageSize": 2}
    )
    assert [names(page) for page in pages] == [["/one/pattern", "/one/pattern/more"], ["/two/pattern"]]


def test_a_pattern_and_a_prefix_exclude_each_other(logs: Any) -> None:
    with pytest.raises(ClientError, match="mutually exclusive"):
        logs.describe_log_groups(logGroupNamePattern="pattern", logGroupNamePrefix="/one")
