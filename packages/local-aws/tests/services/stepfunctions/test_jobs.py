"""SageMaker jobs as Task states: waiting, failures, retries, stops, many at once."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.services.stepfunctions.conftest import Machines
from tests.services.support import processing_request, trained, training_request
from tests.support import LocalAws, wait_for


def task(resource: str, parameters: dict[str, Any], **more: Any) -> dict[str, Any]:
    ends = {} if "Next" in more else {"End": True}
    return {"Type": "Task", "Resource": f"arn:aws:states:::{resource}", "Parameters": parameters, **ends, **more}


def test_a_task_waits_for_the_job_and_gets_its_description(aws: LocalAws, machines: Machines) -> None:
    request = training_request(aws, "sync-training", "import time; time.sleep(1)")
    output = machines.output({"Train": task("sagemaker:createTrainingJob.sync", request)})

    assert output["TrainingJobStatus"] == "Completed"
    assert output["ModelArtifacts"]["S3ModelArtifacts"].endswith("/sync-training/output/model.tar.gz")
    assert isinstance(output["CreationTime"], int) and output["CreationTime"] / 1000 - time.time() < 60
    tags = aws.client("sagemaker").list_tags(ResourceArn=output["TrainingJobArn"])["Tags"]
    assert tags == [{"Key": "MANAGED_BY_AWS", "Value": "STARTED_BY_STEP_FUNCTIONS"}]


def test_a_failed_job_is_states_task_failed_with_its_description(aws: LocalAws, machines: Machines) -> None:
    request = processing_request(aws, "sync-fails", "import sys; sys.exit('bad data')")
    states = {
        "Process": task(
            "sagemaker:createProcessingJob.sync",
            request,
            Retry=[{"ErrorEquals": ["SageMaker.AmazonSageMakerException"]}],
            Catch=[{"ErrorEquals": ["States.TaskFailed"], "ResultPath": "$.failure", "Next": "Read"}],
        ),
        "Read": {"Type": "Pass", "End": True},
    }
    failure = machines.output(states)["failure"]

    assert failure["Error"] == "States.TaskFailed"
    cause = json.loads(failure["Cause"])
    assert cause["ProcessingJobName"] == "sync-fails"
    assert cause["ProcessingJobStatus"] == "Failed"
    assert cause["FailureReason"].startswith("AlgorithmError: ")
    assert isinstance(cause["ProcessingEndTime"], int)


def test_a_throttled_call_is_tried_again(aws: LocalAws, machines: Machines) -> None:
    aws.fail("sagemaker", "CreateTrainingJob", "ThrottlingException", message="Rate exceeded", times=2)
    retry = {"ErrorEquals": ["SageMaker.AmazonSageMakerException"], "IntervalSeconds": 1, "BackoffRate": 1}
    request = training_request(aws, "throttled", "pass")
    execution = machines.start({"Train": task("sagemaker:createTrainingJob.sync", request, Retry=[retry])})

    assert machines.ended(execution)["status"] == "SUCCEEDED"
    events = machines.client.get_execution_history(executionArn=execution)["events"]
    failures = [event["taskFailedEventDetails"] for event in events if event["type"] == "TaskFailed"]
    assert [failure["error"] for failure in failures] == ["SageMaker.AmazonSageMakerException"] * 2
    assert failures[0]["cause"].startswith(
        "Rate exceeded (Service: AmazonSageMaker; Status Code: 400; Error Code: ThrottlingException; Request ID: "
    )


def test_errors_have_the_names_that_aws_gives_them(aws: LocalAws, machines: Machines) -> None:
    def error(resource: str, parameters: dict[str, Any]) -> str:
        return machines.run({"Call": task(resource, parameters)})["error"]

    aws.fail("sagemaker", "CreateModel", "ThrottlingException", message="Rate exceeded")
    assert error("aws-sdk:sagemaker:createModel", {"ModelName": "m"}) == "SageMaker.SageMakerException"
    request = training_request(aws, "limited", "pass")
    aws.fail("sagemaker", "CreateTrainingJob", "ResourceLimitExceeded", message="too many")
    assert error("sagemaker:createTrainingJob.sync", request) == "SageMaker.ResourceLimitExceededException"
    aws.fail("sagemaker", "CreateTrainingJob", "ResourceLimitExceeded", message="too many")
    assert error("aws-sdk:sagemaker:createTrainingJob", request) == "SageMaker.ResourceLimitExceededException"
    missing = {"Bucket": "material", "Key": "not/there"}
    assert error("aws-sdk:s3:getObject", missing) == "S3.NoSuchKeyException"
    assert error("aws-sdk:s3:getObject", {**missing, "Bucket": "no-such-bucket"}) == "S3.NoSuchBucketException"
    unknown = "arn:aws:lambda:us-east-1:123456789012:function:unknown"
    assert error("lambda:invoke", {"FunctionName": unknown}) == "Lambda.ResourceNotFoundException"
    topic = "arn:aws:sns:us-east-1:123456789012:unknown"
    assert error("sns:publish", {"TopicArn": topic, "Message": "x"}) == "SNS.NotFoundException"


def test_an_object_is_written_to_s3_as_json_and_read_as_text(aws: LocalAws, machines: Machines) -> None:
    place = {"Bucket": "material", "Key": "sdk/record.json"}
    states = {
        "Put": task("aws-sdk:s3:putObject", {**place, "Body.$": "$.record"}, ResultPath="$.put", Next="Get"),
        "Get": task("aws-sdk:s3:getObject", place),
    }
    output = machines.output(states, {"record": {"error": "E", "rows": 3}})
    assert json.loads(output["Body"]) == {"error": "E", "rows": 3}
    assert output["LastModified"].endswith("Z")


def test_a_stopped_execution_stops_its_job(aws: LocalAws, machines: Machines) -> None:
    request = training_request(aws, "stopped-with-execution", "import time; time.sleep(600)")
    execution = machines.start({"Train": task("sagemaker:createTrainingJob.sync", request)})
    describe = aws.client("sagemaker").list_training_jobs
    wait_for("the job", lambda: describe(NameContains="stopped-with-execution")["TrainingJobSummaries"])

    machines.client.stop_execution(executionArn=execution, error="Operator", cause="enough")

    found = machines.ended(execution)
    assert (found["status"], found["error"], found["cause"]) == ("ABORTED", "Operator", "enough")
    assert trained(aws, "stopped-with-execution")["TrainingJobStatus"] == "Stopped"


def test_a_stopped_execution_can_be_started_again(aws: LocalAws, machines: Machines) -> None:
    """It continues with the job that was stopped: a new one, whose name counts the redrives."""
    program = "import sys, time; time.sleep(0 if sys.argv[-1] == '1' else 600)"
    request = training_request(aws, "redriven", program)
    del request["TrainingJobName"]
    request |= {
        "TrainingJobName.$": "States.Format('redriven-{}', $$.Execution.RedriveCount)",
        "HyperParameters": {
            **request["HyperParameters"],
            "redrives.$": "States.Format('{}', $$.Execution.RedriveCount)",
        },
    }
    execution = machines.start({"Train": task("sagemaker:createTrainingJob.sync", request)})
    jobs = aws.client("sagemaker").list_training_jobs
    wait_for("the job", lambda: jobs(NameContains="redriven-0")["TrainingJobSummaries"])
    machines.client.stop_execution(executionArn=execution)
    assert machines.ended(execution)["redriveStatus"] == "REDRIVABLE"
    assert trained(aws, "redriven-0")["TrainingJobStatus"] == "Stopped"

    machines.client.redrive_execution(executionArn=execution)

    found = machines.ended(execution)
    assert (found["status"], found["redriveCount"], "error" in found) == ("SUCCEEDED", 1, False), found
    assert trained(aws, "redriven-1")["TrainingJobStatus"] == "Completed"
    # What the first attempt was still ending has changed nothing.
    types = [event["type"] for event in machines.client.get_execution_history(executionArn=execution)["events"]]
    assert types.count("ExecutionAborted") == 1 and types[-1] == "ExecutionSucceeded"


def test_a_stopped_execution_is_redriven_at_once(aws: LocalAws, machines: Machines) -> None:
    """Before its thread has noticed the stop."""
    states = {"Wait": {"Type": "Wait", "Seconds": 2, "Next": "Done"}, "Done": {"Type": "Succeed"}}
    execution = machines.start(states)
    wait_for("the wait", lambda: len(machines.client.get_execution_history(executionArn=execution)["events"]) == 2)
    machines.client.stop_execution(executionArn=execution)
    machines.client.redrive_execution(executionArn=execution)
    assert machines.ended(execution)["status"] == "SUCCEEDED"


def test_a_task_that_runs_out_of_time_stops_its_job(aws: LocalAws, machines: Machines) -> None:
    request = training_request(aws, "timed-out-task", "import time; time.sleep(600)")
    found = machines.run({"Train": task("sagemaker:createTrainingJob.sync", request, TimeoutSeconds=2)})
    assert (found["status"], found["error"]) == ("FAILED", "States.Timeout")
    assert trained(aws, "timed-out-task")["TrainingJobStatus"] == "Stopped"


def test_ten_executions_at_once(aws: LocalAws, machines: Machines) -> None:
    request = processing_request(aws, "many", "import time; time.sleep(0.5)")
    request.pop("ProcessingJobName")
    arn = machines.create(
        {
            "Process": task(
                "sagemaker:createProcessingJob.sync",
                {**request, "ProcessingJobName.$": "States.Format('many-{}', $$.Execution.Name)"},
                ResultSelector={"status.$": "$.ProcessingJobStatus"},
            )
        }
    )

    def run(number: int) -> str:
        started = machines.client.start_execution(stateMachineArn=arn, name=f"n{number}")
        return machines.ended(started["executionArn"], 60)["output"]

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(run, range(10))) == ['{"status":"Completed"}'] * 10
