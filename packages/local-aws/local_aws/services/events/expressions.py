"""When a schedule expression is due: `rate(5 minutes)`, `cron(0 3 ? * MON-FRI *)`, in UTC as in EventBridge rules."""

import re
from datetime import datetime, timedelta

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_CRON = re.compile(r"cron\(([^)]+)\)")
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
_MONTHS = {
    name: str(number)
    for number, name in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}
_DAYS = {name: str(number) for number, name in enumerate(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], 1)}


class UnsupportedExpression(ValueError):
    """The message names the expression and says what is supported."""


def check(expression: str) -> None:
    """Raises UnsupportedExpression."""
    is_due(expression, datetime(2024, 1, 1), datetime(2024, 1, 1))


def is_due(expression: str, since: datetime, minute: datetime) -> bool:
    """Whether it fires in the minute that begins at `minute`, for a rule that exists `since` the given minute."""
    rate = _RATE.fullmatch(expression)
    if rate and int(rate.group(1)):
        elapsed = minute - since
        return elapsed > timedelta(0) and elapsed % (int(rate.group(1)) * _UNITS[rate.group(2)]) == timedelta(0)
    cron = _CRON.fullmatch(expression)
    fields = cron.group(1).split() if cron else []
    if len(fields) != 6:
        raise UnsupportedExpression(
            f"{expression!r} is no schedule; write rate(5 minutes) or "
            "cron(minutes hours day-of-month month day-of-week year)"
        )
    minutes, hours, days, months, weekdays, years = (field.upper() for field in fields)
    weekday = minute.isoweekday() % 7 + 1  # 1 is Sunday
    held = [
        _holds(minutes, minute.minute, 0, 59),
        _holds(hours, minute.hour, 0, 23),
        _holds(days, minute.day, 1, 31),
        _holds(_numbered(months, _MONTHS), minute.month, 1, 12),
        _holds(_numbered(weekdays, _DAYS), weekday, 1, 7),
        _holds(years, minute.year, 1970, 2199),
    ]
    return all(held)


def _numbered(field: str, names: dict[str, str]) -> str:
    return re.sub(r"[A-Z]{3}", lambda match: names.get(match.group(), match.group()), field)


def _holds(field: str, value: int, lowest: int, highest: int) -> bool:
    # All parts are checked, so that a mistake is found at any minute.
    held = [_part_holds(part, value, lowest, highest) for part in field.split(",")]
    return any(held)


def _part_holds(part: str, value: int, lowest: int, highest: int) -> bool:
    found = re.fullmatch(r"(?:(\*|\?)|(\d+)(?:-(\d+))?)(?:/(\d+))?", part)
    if not found:
        raise UnsupportedExpression(
            f"{part!r} in a cron expression is not supported here; numbers, names, lists, ranges, steps, * and ? are"
        )
    every, first, last, step = found.groups()
    start = lowest if every else int(first)
    end = int(last) if last else highest if every or step else start
    return start <= value <= end and (value - start) % int(step or 1) == 0
