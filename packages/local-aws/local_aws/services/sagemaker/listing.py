"""What every List operation does: filter, sort, and return one page at a time."""

from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from typing import Any

from moto.core.responses import ActionResult
from moto.sagemaker.exceptions import ValidationError

_MOST = 100
_FIELDS = {"Name": "Name", "CreationTime": "CreationTime", "LastModifiedTime": "LastModifiedTime", "Status": "Status"}


def listing(
    request: dict[str, Any],
    entries: Iterable[dict[str, Any]],
    *,
    answer: str,
    name: str,
    status: str | None = None,
    descending: bool = False,
    keep: Callable[[dict[str, Any]], bool] = lambda _: True,
) -> ActionResult:
    """`entries` are summaries; `name` and `status` are the names of the fields that the filters refer to."""
    fields = {**_FIELDS, "Name": name, "Status": status or ""}
    chosen = [entry for entry in entries if keep(entry) and _matches(request, entry, fields)]
    order = request.get("SortOrder", "Descending" if descending else "Ascending")
    key = fields[request.get("SortBy", "CreationTime")]
    chosen.sort(key=lambda entry: (entry[key], entry[name]), reverse=order == "Descending")
    start = _start(request.get("NextToken"))
    end = start + int(request.get("MaxResults", _MOST))
    result: dict[str, Any] = {answer: chosen[start:end]}
    if end < len(chosen):
        result["NextToken"] = str(end)
    return ActionResult(result)


def _matches(request: dict[str, Any], entry: dict[str, Any], fields: dict[str, str]) -> bool:
    if request.get("NameContains", "").lower() not in entry[fields["Name"]].lower():
        return False
    if "StatusEquals" in request and request["StatusEquals"] != entry[fields["Status"]]:
        return False
    for field in ("CreationTime", "LastModifiedTime"):
        if f"{field}After" in request and not entry[field] > _moment(request[f"{field}After"]):
            return False
        if f"{field}Before" in request and not entry[field] < _moment(request[f"{field}Before"]):
            return False
    return True


def _moment(given: Any) -> datetime:
    """moto's times have no zone and are in UTC."""
    if isinstance(given, datetime):
        return given.astimezone(timezone.utc).replace(tzinfo=None) if given.tzinfo else given
    return datetime.fromtimestamp(float(given), timezone.utc).replace(tzinfo=None)


def _start(token: str | None) -> int:
    if token is None:
        return 0
    if not token.isdigit():
        raise ValidationError("Invalid pagination token")
    return int(token)
