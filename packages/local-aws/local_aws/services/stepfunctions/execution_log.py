"""Logs executions to the log group that their state machine names, at the level it asks for."""

import json
import time
from datetime import datetime
from typing import Any

from moto.logs.models import logs_backends
from moto.stepfunctions.parser.api import HistoryEventType
from moto.stepfunctions.parser.asl.eval.event.logging import CloudWatchLoggingConfiguration, is_logging_enabled_for
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str
from moto.stepfunctions.parser.backend.execution import Execution


class ExecutionLog:
    """Replaces moto's session, which fails at the first event of any execution."""

    def __init__(self, execution: Execution, configuration: CloudWatchLoggingConfiguration) -> None:
        self.execution_arn = execution.execution_arn
        self.configuration = configuration
        self._redrive_count = execution.redrive_count
        self._stream = f"states/{execution.state_machine.name}/{time.strftime('%Y-%m-%d-%H-%M')}/{execution.name}"

    @staticmethod
    def of(execution: Execution) -> "ExecutionLog | None":
        """None if the state machine logs nothing."""
        given = {"includeExecutionData": False, **(execution.state_machine.loggingConfiguration or {})}
        found = CloudWatchLoggingConfiguration.from_logging_configuration(execution.state_machine.arn, given)
        return ExecutionLog(execution, found) if found else None

    def log_level_filter(self, history_event_type: HistoryEventType) -> bool:
        return is_logging_enabled_for(self.configuration.log_level, history_event_type)

    def publish_history_log(self, history_log: dict[str, Any]) -> None:
        moment = int(datetime.fromisoformat(history_log["event_timestamp"].replace("Z", "+00:00")).timestamp() * 1000)
        entry = {
            **json.loads(to_json_str(history_log)),
            "event_timestamp": str(moment),
            "redrive_count": str(self._redrive_count),
        }
        logs = logs_backends[self.configuration.log_account_id][self.configuration.log_region]
        group = logs.groups.get(self.configuration.log_group_name)
        if group is None:
            return  # deleted since: as in AWS, the execution goes on without a log
        if self._stream not in group.streams:
            logs.create_log_stream(self.configuration.log_group_name, self._stream)
        event = {"timestamp": moment, "message": json.dumps(entry)}
        logs.put_log_events(self.configuration.log_group_name, self._stream, [event])
