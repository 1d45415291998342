"""When scheduled rules are due."""

from datetime import datetime, timedelta

import pytest

from local_aws.services.events.expressions import UnsupportedExpression, check, is_due

MONDAY = datetime(2026, 3, 2, 3, 0)


@pytest.mark.parametrize(
    ("expression", "minute", "due"),
    [
        ("cron(0 3 ? * MON-FRI *)", MONDAY, True),
        ("cron(0 3 ? * MON-FRI *)", MONDAY + timedelta(minutes=1), False),
        ("cron(0 3 ? * MON-FRI *)", MONDAY - timedelta(days=1), False),
        ("cron(0 3 ? * 2,4 *)", MONDAY, True),
        ("cron(0/15 * * * ? *)", MONDAY + timedelta(minutes=45), True),
        ("cron(0/15 * * * ? *)", MONDAY + timedelta(minutes=46), False),
        ("cron(*/5 3-4 2 MAR ? 2026)", MONDAY + timedelta(minutes=5), True),
        ("cron(0 3 1 * ? *)", MONDAY, False),
    ],
)
def test_cron(expression: str, minute: datetime, due: bool) -> None:
    assert is_due(expression, MONDAY, minute) is due


def test_a_rate_counts_from_the_rule() -> None:
    minutes = [n for n in range(12) if is_due("rate(5 minutes)", MONDAY, MONDAY + timedelta(minutes=n))]
    assert minutes == [5, 10]
    assert is_due("rate(1 day)", MONDAY, MONDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("rate(0 minutes)", "'rate(0 minutes)' is no schedule"),
        ("every day", "'every day' is no schedule"),
        ("cron(0 3 * * MON)", "write rate(5 minutes) or cron(minutes hours"),
        ("cron(0 3 ? * MON#1 *)", "is not supported here; numbers, names, lists, ranges, steps"),
    ],
)
def test_what_is_not_understood_is_named(expression: str, sentence: str) -> None:
    with pytest.raises(UnsupportedExpression) as error:
        check(expression)
    assert sentence in str(error.value)
