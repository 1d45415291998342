"""Executions: names, stops, histories, logs, redrives, restarts; and versions of state machines."""

import json
from typing import Any

import pytest

from tests.services.stepfunctions.conftest import Machines
from tests.services.support import BUCKET, log_lines, training_request
from tests.support import LocalAws, wait_for

WAIT = {"Wait": {"Type": "Wait", "Seconds": 60, "End": True}}


def test_a_name_starts_one_execution(machines: Machines) -> None:
    arn = machines.create(WAIT)
    first = machines.client.start_execution(stateMachineArn=arn, name="once", input="{}")
    again = machines.client.start_execution(stateMachineArn=arn, name="once", input="{}")
    assert again["executionArn"] == first["executionArn"] and again["startDate"] == first["startDate"]
    with pytest.raises(machines.client.exceptions.ExecutionAlreadyExists):
        machines.client.start_execution(stateMachineArn=arn, name="once", input='{"other": 1}')
    machines.client.stop_execution(executionArn=first["executionArn"])
    assert machines.ended(first["executionArn"])["status"] == "ABORTED"
    with pytest.raises(machines.client.exceptions.ExecutionAlreadyExists):
        machines.client.start_execution(stateMachineArn=arn, name="once", input="{}")
    with pytest.raises(machines.client.exceptions.InvalidName):
        machines.client.start_execution(stateMachineArn=arn, name="a name")


def test_the_history_can_be_read_while_it_is_made(machines: Machines) -> None:
    states = {"First": {"Type": "Pass", "Next": "Wait"}, **WAIT}
    execution = machines.start(states)
    events = wait_for(
        "the second state",
        lambda: (
            [
                (
                    event["type"],
                    event.get("stateEnteredEventDetails", event.get("stateExitedEventDetails", {})).get("name"),
                )
                for event in machines.client.get_execution_history(executionArn=execution)["events"]
                if event["timestamp"]
            ][:4][3:]
            and machines.client.get_execution_history(executionArn=execution)["events"]
        ),
    )
    assert [event["type"] for event in events] == [
        "ExecutionStarted",
        "PassStateEntered",
        "PassStateExited",
        "WaitStateEntered",
    ]
    assert events[1]["stateEnteredEventDetails"]["name"] == "First"
    assert events[2]["timestamp"] >= events[1]["timestamp"]
    newest = machines.client.get_execution_history(executionArn=execution, reverseOrder=True, maxResults=1)
    assert [event["type"] for event in newest["events"]] == ["WaitStateEntered"]
    assert newest["nextToken"]
    machines.client.stop_execution(executionArn=execution)


def test_a_failed_execution_goes_on_where_it_failed(aws: LocalAws, machines: Machines) -> None:
    place = {"Bucket": BUCKET, "Key": "redrive/needed.txt"}
    states = {
        "Count": {
            "Type": "Pass",
            "Parameters": {"made.$": "States.UUID()"},
            "Next": "Read",
        },
        "Read": {
            "Type": "Task",
            "Resource": "arn:aws:states:::aws-sdk:s3:getObject",
            "Parameters": place,
            "ResultSelector": {"text.$": "$.Body", "redrives.$": "$$.Execution.RedriveCount"},
            "ResultPath": "$.read",
            "End": True,
        },
    }
    execution = machines.start(states)
    failed = machines.ended(execution)
    assert (failed["status"], failed["redriveStatus"], failed["redriveCount"]) == ("FAILED", "REDRIVABLE", 0)
    past = machines.client.get_execution_history(executionArn=execution)["events"]
    made = json.loads(past[2]["stateExitedEventDetails"]["output"])["made"]

    aws.client("s3").put_object(**place, Body=b"here")
    assert machines.client.redrive_execution(executionArn=execution)["redriveDate"]

    found = machines.ended(execution)
    assert found["status"] == "SUCCEEDED", found
    assert json.loads(found["output"]) == {"made": made, "read": {"text": "here", "redrives": 1}}
    assert (found["redriveCount"], found["redriveStatus"]) == (1, "NOT_REDRIVABLE")
    assert found["redriveStatusReason"] == "Execution is SUCCEEDED and cannot be redriven"
    events = machines.client.get_execution_history(executionArn=execution)["events"]
    assert events[: len(past)] == past
    assert [event["type"] for event in events[len(past) :]][:2] == ["ExecutionRedriven", "TaskStateEntered"]
    assert [event["id"] for event in events] == list(range(1, len(events) + 1))
    with pytest.raises(machines.client.exceptions.ExecutionNotRedrivable):
        machines.client.redrive_execution(executionArn=execution)


def test_events_go_to_the_log_group(aws: LocalAws, machines: Machines) -> None:
    logs = aws.client("logs")
    logs.create_log_group(logGroupName="/aws/vendedlogs/states/test")
    group = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/test:*"
    logging = {
        "level": "ALL",
        "includeExecutionData": True,
        "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": group}}],
    }
    states = {"Only": {"Type": "Pass", "Result": {"x": 1}, "End": True}}
    machines.run(states, loggingConfiguration=logging)
    entries = [json.loads(line) for line in log_lines(aws, "/aws/vendedlogs/states/test", "states/")]
    assert [entry["type"] for entry in entries] == [
        "ExecutionStarted",
        "PassStateEntered",
        "PassStateExited",
        "ExecutionSucceeded",
    ]
    assert entries[2]["details"]["name"] == "Only"


def test_definitions_are_validated(machines: Machines) -> None:
    def result(definition: str) -> Any:
        return machines.client.validate_state_machine_definition(definition=definition)

    assert result(json.dumps({"StartAt": "Wait", "States": WAIT}))["result"] == "OK"
    broken = result("{")
    assert (broken["result"], broken["diagnostics"][0]["code"]) == ("FAIL", "INVALID_JSON_DESCRIPTION")
    wrong = result(json.dumps({"StartAt": "Wait", "States": {"Wait": {"Type": "Nap"}}}))
    assert (wrong["result"], wrong["diagnostics"][0]["code"]) == ("FAIL", "SCHEMA_VALIDATION_FAILED")


def test_versions_are_numbered(machines: Machines) -> None:
    arn = machines.create(WAIT)
    assert machines.client.list_state_machine_versions(stateMachineArn=arn)["stateMachineVersions"] == []
    version = machines.client.publish_state_machine_version(stateMachineArn=arn)["stateMachineVersionArn"]
    assert version == f"{arn}:1"
    assert machines.client.publish_state_machine_version(stateMachineArn=arn)["stateMachineVersionArn"] == version
    machines.client.delete_state_machine_version(stateMachineVersionArn=version)
    assert machines.client.list_state_machine_versions(stateMachineArn=arn)["stateMachineVersions"] == []


def test_an_execution_survives_restarts_as_failed_and_can_be_redriven(own_aws: LocalAws) -> None:
    own_aws.client("s3").create_bucket(Bucket=BUCKET)
    machines = Machines(own_aws)
    request = training_request(own_aws, "x", "import time; time.sleep(600)")
    states = {
        "First": {"Type": "Pass", "Result": {"kept": True}, "Next": "Train"},
        "Train": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sagemaker:createTrainingJob.sync",
            "Parameters": {
                **{name: value for name, value in request.items() if name != "TrainingJobName"},
                "TrainingJobName.$": "States.Format('job-{}', $$.Execution.RedriveCount)",
            },
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1}],
            "End": True,
        },
    }
    arn = machines.create(states)
    execution = machines.client.start_execution(stateMachineArn=arn, name="survivor")["executionArn"]

    def jobs(**filters: Any) -> list[dict[str, Any]]:
        return own_aws.client("sagemaker").list_training_jobs(**filters)["TrainingJobSummaries"]

    for number, end in enumerate((own_aws.crash, own_aws.stop)):
        wait_for("the job", lambda number=number: jobs(NameContains=f"job-{number}"))
        wait_for("the save", lambda: own_aws.control("GET", "health").json()["saved"])
        end()
        own_aws.note_file.unlink(missing_ok=True)
        own_aws.start()
        machines = Machines(own_aws)
        found = machines.client.describe_execution(executionArn=execution)
        assert found["status"] == "FAILED"
        assert found["cause"] == "The local AWS was restarted while the execution was running."
        events = machines.client.get_execution_history(executionArn=execution)["events"]
        assert events[-1]["type"] == "ExecutionFailed"
        assert sum(event["type"] == "TaskFailed" for event in events) == 0
        assert found["redriveStatus"] == "REDRIVABLE"
        machines.client.redrive_execution(executionArn=execution)
    wait_for("the job", lambda: jobs(NameContains="job-2"))
    machines.client.delete_state_machine(stateMachineArn=arn)
    wait_for("the stop", lambda: jobs(NameContains="job-2", StatusEquals="Stopped"))


def test_executions_are_listed_by_status_and_in_pages(machines: Machines) -> None:
    client = machines.client
    choice = {"Variable": "$.wait", "BooleanEquals": True, "Next": "Wait"}
    arn = machines.create(
        {
            "Choose": {"Type": "Choice", "Choices": [choice], "Default": "Fail"},
            "Wait": {"Type": "Wait", "Seconds": 300, "End": True},
            "Fail": {"Type": "Fail", "Error": "Wanted"},
        }
    )
    names = [f"run-{number}" for number in range(7)]
    for number, name in enumerate(names):
        given = json.dumps({"wait": number % 2 == 0})
        started = client.start_execution(stateMachineArn=arn, name=name, input=given)["executionArn"]
        if number % 2 == 1:
            machines.ended(started)

    def listed(**more: Any) -> list[list[str]]:
        pages = client.get_paginator("list_executions").paginate(stateMachineArn=arn, **more)
        return [[execution["name"] for execution in page["executions"]] for page in pages]

    # The newest first.
    newest = names[::-1]
    assert listed() == [newest]
    assert listed(PaginationConfig={"PageSize": 3}) == [newest[:3], newest[3:6], newest[6:]]
    assert listed(statusFilter="FAILED") == [["run-5", "run-3", "run-1"]]
    assert listed(statusFilter="RUNNING", PaginationConfig={"PageSize": 3}) == [["run-6", "run-4", "run-2"], ["run-0"]]
    assert listed(statusFilter="SUCCEEDED") == [[]]
    stopped = arn.replace(":stateMachine:", ":execution:") + ":run-6"
    client.stop_execution(executionArn=stopped, error="Operator", cause="enough")
    assert listed(statusFilter="ABORTED") == [["run-6"]]
    found = client.list_executions(stateMachineArn=arn, statusFilter="ABORTED")["executions"][0]
    assert found["stopDate"] >= found["startDate"] and found["redriveCount"] == 0
    with pytest.raises(client.exceptions.ClientError, match="statusFilter"):
        client.list_executions(stateMachineArn=arn, statusFilter="BROKEN")
    with pytest.raises(client.exceptions.InvalidToken):
        client.list_executions(stateMachineArn=arn, nextToken="nonsense")
    for name in ("run-0", "run-2", "run-4"):
        client.stop_execution(executionArn=stopped.replace("run-6", name))
