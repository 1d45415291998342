"""Fires scheduled rules at their minutes. Minutes missed while the server was down are not made up for."""

import logging
import threading
import time
import uuid
from datetime import datetime, timedelta, timezone
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.events.models import EventsBackend, Rule, events_backends

from ...context import ServiceContext
from .delivery import send
from .expressions import UnsupportedExpression, check, is_due

_log = logging.getLogger("local_aws.events")
_MINUTE = timedelta(minutes=1)


def install(backend: type[EventsBackend]) -> None:
    put_rule = backend.put_rule

    def put_rule_checked(self: EventsBackend, name: str, *args: Any, **parameters: Any) -> Rule:
        expression = parameters.get("scheduled_expression")
        if expression:
            try:
                check(expression)
            except UnsupportedExpression as error:
                raise JsonRESTError(
                    "ValidationException", f"Parameter ScheduleExpression is not valid: {error}"
                ) from None
        return put_rule(self, name, *args, **parameters)

    backend.put_rule = put_rule_checked


class Scheduler:
    def __init__(self, context: ServiceContext) -> None:
        self._context = context
        #: The minute at which a rule was first seen, from which a rate counts.
        self._since: dict[tuple[str, str], datetime] = {}

    def start(self) -> None:
        threading.Thread(target=self._run, name="scheduler", daemon=True).start()

    def fire(self, minute: datetime) -> list[str]:
        """Fires everything that is due in this minute. Returns the ARNs of the rules."""
        fired = []
        rules = self._rules()
        known = {(rule.arn, rule.scheduled_expression) for rule in rules}
        self._since = {key: since for key, since in self._since.items() if key in known}
        for rule in rules:
            since = self._since.setdefault((rule.arn, rule.scheduled_expression), minute)
            if rule.state != "DISABLED" and is_due(rule.scheduled_expression, since, minute):
                send(self._context, rule, _event(rule, minute))
                fired.append(rule.arn)
        return fired

    def _rules(self) -> list[Rule]:
        return [
            rule
            for account in list(events_backends.values())
            for backend in list(account.values())
            for bus in list(backend.event_buses.values())
            for rule in list(bus.rules.values())
            if rule.scheduled_expression
        ]

    def _run(self) -> None:
        minute = _this_minute()
        while True:
            self._sleep_until(minute)
            try:
                self.fire(minute)
            except Exception:  # noqa: BLE001 - logged with its trace; the scheduler must go on
                _log.exception("The schedules of %s failed", minute)
            minute = max(minute + _MINUTE, _this_minute())

    @staticmethod
    def _sleep_until(moment: datetime) -> None:
        time.sleep(max(0.0, (moment - datetime.now(timezone.utc)).total_seconds()))


def _this_minute() -> datetime:
    return datetime.now(timezone.utc).replace(second=0, microsecond=0)


def _event(rule: Rule, minute: datetime) -> dict[str, Any]:
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": rule.account_id,
        "time": minute.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": rule.region_name,
        "resources": [rule.arn],
        "detail": {},
    }
