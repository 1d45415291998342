"""CloudWatch Logs: log groups can be listed by a part of their name. Stock moto ignores the pattern and lists all."""

import json

from moto.logs.exceptions import InvalidParameterException
from moto.logs.responses import LogsResponse

from ..context import ServiceContext

_PAGE = 50


def install(context: ServiceContext) -> None:
    stock = LogsResponse.describe_log_groups

    def describe_log_groups(self: LogsResponse) -> str:
        pattern = self._get_param("logGroupNamePattern")
        if pattern is None:
            return stock(self)
        if self._get_param("logGroupNamePrefix") is not None:
            raise InvalidParameterException("LogGroup name prefix and LogGroup name pattern are mutually exclusive.")
        limit = self._get_param("limit", _PAGE)
        after = self._get_param("nextToken") or ""
        names = sorted(name for name in self.logs_backend.groups if pattern in name and name > after)
        page = names[:limit]
        groups = [self.logs_backend.groups[name].to_describe_dict() for name in page]
        return json.dumps({"logGroups": groups, **({"nextToken": page[-1]} if len(names) > limit else {})})

    LogsResponse.describe_log_groups = describe_log_groups
