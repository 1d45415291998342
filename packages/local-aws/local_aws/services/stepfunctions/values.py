"""Responses of services as JSON: a state cannot hold dates, streams or bytes."""

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from botocore.response import StreamingBody


def plain(value: Any, moment: Callable[[datetime], Any]) -> Any:
    """The value in JSON's types; `moment` formats dates."""
    if isinstance(value, dict):
        return {key: plain(part, moment) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part, moment) for part in value]
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, StreamingBody):
        return value.read().decode("utf-8", "replace")
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value


def iso(moment: datetime) -> str:
    """As in the AWS SDK integrations and the context object: 2024-01-31T12:00:00.123Z."""
    utc = moment.astimezone(timezone.utc) if moment.tzinfo else moment
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "") + "Z"


def epoch_milliseconds(moment: datetime) -> int:
    """As in the optimized integrations."""
    utc = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return int(utc.timestamp() * 1000)
