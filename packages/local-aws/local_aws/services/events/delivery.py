"""Delivers an event to the targets of the rules that match it, each in its own thread, as EventBridge does."""

import json
import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from moto.awslambda.models import lambda_backends
from moto.core.exceptions import JsonRESTError
from moto.events.models import EventsBackend, Rule, events_backends
from moto.sns.models import sns_backends

from ...clients import client
from ...context import ServiceContext
from ...policy import Call, Decision, evaluate
from .transform import InvalidTransformer, check, target_input

_log = logging.getLogger("local_aws.events")
_PRINCIPAL = "events.amazonaws.com"
_PAUSES = (0.2, 1.0)  # seconds before the second and third attempt; AWS tries for a day


class NotDelivered(Exception):
    """A failure that another attempt would not fix."""


def install(context: ServiceContext) -> None:
    put_targets = EventsBackend.put_targets

    def put_targets_known(self: EventsBackend, name: str, event_bus_arn: str | None, targets: list[Any]) -> Any:
        for target in targets:
            if _service(target["Arn"]) not in _SENDERS:
                raise JsonRESTError(
                    "UnsupportedOperation",
                    f"The local AWS does not deliver events to {target['Arn']}; it does to {', '.join(_SENDERS)}.",
                )
            try:
                check(target.get("InputTransformer") or {})
            except InvalidTransformer as error:
                raise JsonRESTError("ValidationException", f"Target {target['Id']}: {error}") from None
        return put_targets(self, name, event_bus_arn, targets)

    def send_to_targets(self: Rule, original_event: Any, transform_input: bool = True) -> None:
        deliver(context, self, original_event)

    EventsBackend.put_targets = put_targets_known
    Rule.send_to_targets = send_to_targets


def publish(context: ServiceContext, event: dict[str, Any], bus: str = "default") -> None:
    backend: EventsBackend = events_backends[event["account"]][event["region"]]
    for rule in list(backend.event_buses[bus].rules.values()):
        deliver(context, rule, event)


def deliver(context: ServiceContext, rule: Rule, event: dict[str, Any]) -> None:
    """Delivers to all targets, if the rule is enabled and its pattern matches. Returns at once."""
    event = _as_sent(event)
    if rule.state == "DISABLED" or not rule.event_pattern.get_pattern():
        return
    if rule.event_pattern.matches_event(event):
        send(context, rule, event)


def send(context: ServiceContext, rule: Rule, event: dict[str, Any]) -> None:
    for target in list(rule.targets):
        threading.Thread(
            target=_send, args=(context, rule, target, event), name=f"event-{rule.name}", daemon=True
        ).start()


def _as_sent(event: dict[str, Any]) -> dict[str, Any]:
    """Moto gives the time as a number of seconds, and adds its own fields."""
    moment = event.get("time")
    if isinstance(moment, int | float):
        moment = datetime.fromtimestamp(moment, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    kept = {name: value for name, value in event.items() if name != "ingestion-time"}
    return {**kept, "time": moment, "id": kept.get("id") or str(uuid.uuid4())}


def _send(context: ServiceContext, rule: Rule, target: dict[str, Any], event: dict[str, Any]) -> None:
    arn = target["Arn"]
    try:
        message = target_input(target, event, rule)
        for pause in (*_PAUSES, None):
            try:
                _SENDERS[_service(arn)](context, rule, target, message, event)
                return
            except (ClientError, BotoCoreError) as error:
                if pause is None:
                    raise NotDelivered(str(error)) from error
                time.sleep(pause)
    except NotDelivered as error:
        _log.warning("Rule %s could not deliver to %s: %s", rule.name, arn, error)
        _bury(context, target, event)
    except Exception:  # noqa: BLE001 - logged with its trace; no caller waits for this thread
        _log.exception("Rule %s could not deliver to %s", rule.name, arn)


def _bury(context: ServiceContext, target: dict[str, Any], event: dict[str, Any]) -> None:
    queue = target.get("DeadLetterConfig", {}).get("Arn")
    if queue:
        _send_to_queue(context, queue, json.dumps(event), {})


def _to_lambda(context: ServiceContext, rule: Rule, target: dict[str, Any], message: str, _: Any) -> None:
    arn = target["Arn"]
    region, account, name = arn.split(":")[3], arn.split(":")[4], arn.split(":function:")[1]
    function = lambda_backends[account][region].get_function(name)
    policy = {"Statement": function.policy.statements}
    _demand(policy, "lambda:InvokeFunction", function.function_arn, rule, f"the policy of function {name}")
    client(context, "lambda", region).invoke(FunctionName=arn, InvocationType="Event", Payload=message.encode())


def _to_state_machine(context: ServiceContext, rule: Rule, target: dict[str, Any], message: str, _: Any) -> None:
    if not target.get("RoleArn"):
        raise NotDelivered("a state machine needs a RoleArn at its target")
    name = str(uuid.uuid4())
    client(context, "stepfunctions", rule.region_name).start_execution(
        stateMachineArn=target["Arn"], name=name, input=message
    )


def _to_topic(context: ServiceContext, rule: Rule, target: dict[str, Any], message: str, _: Any) -> None:
    arn = target["Arn"]
    topic = sns_backends[arn.split(":")[4]][arn.split(":")[3]].get_topic(arn)
    _demand(topic._policy_json, "sns:Publish", arn, rule, f"the policy of topic {topic.name}")
    client(context, "sns", rule.region_name).publish(TopicArn=arn, Message=message)


def _to_queue(context: ServiceContext, rule: Rule, target: dict[str, Any], message: str, _: Any) -> None:
    group = target.get("SqsParameters", {}).get("MessageGroupId")
    _send_to_queue(context, target["Arn"], message, {"MessageGroupId": group} if group else {})


def _send_to_queue(context: ServiceContext, arn: str, message: str, parameters: dict[str, str]) -> None:
    sqs = client(context, "sqs", arn.split(":")[3])
    url = sqs.get_queue_url(QueueName=arn.split(":")[5])["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=message, **parameters)


def _to_log_group(context: ServiceContext, rule: Rule, target: dict[str, Any], message: str, _: Any) -> None:
    logs = client(context, "logs", rule.region_name)
    place = {
        "logGroupName": target["Arn"].split(":log-group:")[1].removesuffix(":*"),
        "logStreamName": uuid.uuid4().hex,
    }
    logs.create_log_stream(**place)
    logs.put_log_events(**place, logEvents=[{"timestamp": int(time.time() * 1000), "message": message}])


def _to_bus(context: ServiceContext, rule: Rule, target: dict[str, Any], _: str, event: dict[str, Any]) -> None:
    if "archive-arn" in event or ":event-bus/" not in target["Arn"]:
        raise NotDelivered("archives are not kept here")
    publish(context, event, target["Arn"].split(":event-bus/")[1])


_SENDERS: dict[str, Callable[[ServiceContext, Rule, dict[str, Any], str, dict[str, Any]], None]] = {
    "lambda": _to_lambda,
    "states": _to_state_machine,
    "sns": _to_topic,
    "sqs": _to_queue,
    "logs": _to_log_group,
    "events": _to_bus,
}


def _service(arn: str) -> str:
    return arn.split(":")[2] if arn.count(":") >= 5 else arn


def _demand(policy: Any, action: str, resource: str, rule: Rule, whose: str) -> None:
    facts = {"aws:SourceArn": rule.arn, "aws:SourceAccount": rule.account_id, "aws:SecureTransport": "true"}
    decision = evaluate(policy, Call(action, resource, _PRINCIPAL, facts))
    if decision is not Decision.ALLOWED:
        raise NotDelivered(f"{whose} does not allow {_PRINCIPAL} to {action} for {rule.arn}")
