"""Finds the metrics that a training script prints, by the job's regular expressions."""

import re
from datetime import datetime
from typing import Any

from moto.core.utils import utcnow
from moto.sagemaker.exceptions import ValidationError


class Metrics:
    def __init__(self, definitions: list[dict[str, str]]) -> None:
        self._patterns = [(entry["Name"], re.compile(entry["Regex"])) for entry in definitions]
        self._latest: dict[str, tuple[float, datetime]] = {}

    def read(self, line: str) -> None:
        for name, pattern in self._patterns:
            for found in pattern.finditer(line):
                try:
                    self._latest[name] = (float(found.group(1) if pattern.groups else found.group()), utcnow())
                except (TypeError, ValueError):
                    continue  # the match is not a number, so it is not a metric

    def final(self) -> list[dict[str, Any]]:
        """The last value of each metric, in the form of DescribeTrainingJob."""
        return [
            {"MetricName": name, "Value": value, "Timestamp": moment} for name, (value, moment) in self._latest.items()
        ]


def check(definitions: list[dict[str, str]]) -> None:
    for entry in definitions:
        try:
            re.compile(entry["Regex"])
        except re.error as error:
            raise ValidationError(
                f"The regular expression {entry['Regex']!r} of the metric {entry['Name']!r} is invalid: {error}"
            ) from None
