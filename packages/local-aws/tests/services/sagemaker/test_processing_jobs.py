"""Processing jobs run the script, move files from and to S3, and report how they ended."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.services.support import (
    BUCKET,
    get,
    log_lines,
    processed,
    processing_request,
    put,
    source,
)
from tests.support import LocalAws, wait_for

COPY = """
import json, os, pathlib, sys
target = pathlib.Path(sys.argv[sys.argv.index("--output") + 1])
text = pathlib.Path(sys.argv[2]).joinpath("rows.csv").read_text()
(target / "nested").mkdir()
(target / "nested" / "rows.csv").write_text(text.upper())
config = json.load(open(os.environ["SAGEMAKER_BASE_DIR"] + "/config/processingjobconfig.json"))
print("job", config["ProcessingJobName"], os.environ["COLOUR"])
pathlib.Path(os.environ["SAGEMAKER_BASE_DIR"], "output", "message").write_text("12 rows")
"""


def test_a_job_reads_its_inputs_and_writes_its_outputs(aws: LocalAws, sagemaker: Any) -> None:
    put(aws, "copy/in/rows.csv", "a,b\n")
    put(aws, "copy/in/", b"")
    data = source(f"s3://{BUCKET}/copy/in", "/opt/ml/processing/input/data")
    output = {
        "OutputName": "result",
        "S3Output": {
            "S3Uri": f"s3://{BUCKET}/copy/out",
            "LocalPath": "/opt/ml/processing/output",
            "S3UploadMode": "EndOfJob",
        },
    }
    arguments = ("--input", "/opt/ml/processing/input/data", "--output", "/opt/ml/processing/output")
    request = processing_request(
        aws,
        "copy",
        COPY,
        *arguments,
        Environment={"COLOUR": "blue"},
        ProcessingInputs=[{"InputName": "data", "S3Input": data}],
        ProcessingOutputConfig={"Outputs": [output]},
        StoppingCondition={"MaxRuntimeInSeconds": 300},
    )
    arn = sagemaker.create_processing_job(**request)["ProcessingJobArn"]
    assert sagemaker.describe_processing_job(ProcessingJobName="copy")["ProcessingJobStatus"] == "InProgress"

    found = processed(aws, "copy")

    assert found["ProcessingJobStatus"] == "Completed", found
    assert found["ProcessingJobArn"] == arn
    assert found["ExitMessage"] == "12 rows"
    assert found["CreationTime"] <= found["ProcessingStartTime"] <= found["ProcessingEndTime"]
    for field in ("ProcessingResources", "AppSpecification", "Environment", "StoppingCondition", "RoleArn"):
        assert found[field] == request[field]
    assert "FailureReason" not in found
    assert get(aws, "copy/out/nested/rows.csv") == b"A,B\n"
    assert log_lines(aws, "/aws/sagemaker/ProcessingJobs", "copy/algo-1-") == ["job copy blue"]
    assert not (aws.state / "jobs" / "processing" / "copy").exists()


FAIL = """
import os, sys, pathlib
print("reading")
pathlib.Path(os.environ["SAGEMAKER_BASE_DIR"], "output", "message").write_text("DataError: the column 'x' is missing")
sys.exit("the column 'x' is missing")
"""


def test_a_script_that_fails_says_why(aws: LocalAws, sagemaker: Any) -> None:
    sagemaker.create_processing_job(**processing_request(aws, "fails", FAIL))

    found = processed(aws, "fails")

    assert found["ProcessingJobStatus"] == "Failed"
    assert found["FailureReason"] == "AlgorithmError: See job logs for more information, exit code: 1"
    assert found["ExitMessage"] == "DataError: the column 'x' is missing"
    assert set(log_lines(aws, "/aws/sagemaker/ProcessingJobs", "fails/algo-1-")) == {
        "reading",
        "the column 'x' is missing",
    }


def test_a_missing_input_fails_the_job(aws: LocalAws, sagemaker: Any) -> None:
    data = source(f"s3://{BUCKET}/nothing/here", "/opt/ml/processing/input/data")
    request = processing_request(aws, "no-input", "pass", ProcessingInputs=[{"InputName": "data", "S3Input": data}])
    sagemaker.create_processing_job(**request)

    found = processed(aws, "no-input")

    assert found["ProcessingJobStatus"] == "Failed"
    assert found["FailureReason"].startswith(
        "ClientError: Failed to download data for input 'data'. "
        'No S3 objects found under S3 URL "s3://material/nothing/here"'
    )


def test_a_job_can_be_stopped(aws: LocalAws, sagemaker: Any) -> None:
    sagemaker.create_processing_job(**processing_request(aws, "endless", "import time\nprint('on')\ntime.sleep(600)"))
    wait_for("the script", lambda: b"on" in str(_lines(aws, "endless")).encode())
    sagemaker.stop_processing_job(ProcessingJobName="endless")
    assert sagemaker.describe_processing_job(ProcessingJobName="endless")["ProcessingJobStatus"] in (
        "Stopping",
        "Stopped",
    )

    assert processed(aws, "endless")["ProcessingJobStatus"] == "Stopped"

    with pytest.raises(ClientError, match="because the processing job is in status Stopped"):
        sagemaker.stop_processing_job(ProcessingJobName="endless")


def test_a_job_that_takes_too_long_is_stopped(aws: LocalAws, sagemaker: Any) -> None:
    request = processing_request(
        aws, "too-long", "import time; time.sleep(600)", StoppingCondition={"MaxRuntimeInSeconds": 1}
    )
    sagemaker.create_processing_job(**request)

    found = processed(aws, "too-long")

    assert found["ProcessingJobStatus"] == "Stopped"
    assert found["FailureReason"] == "MaxRuntimeExceeded: the job ran longer than its MaxRuntimeInSeconds"


def test_a_name_is_taken_once(aws: LocalAws, sagemaker: Any) -> None:
    request = processing_request(aws, "once", "pass")
    arn = sagemaker.create_processing_job(**request)["ProcessingJobArn"]
    with pytest.raises(ClientError) as error:
        sagemaker.create_processing_job(**request)
    assert error.value.response["Error"] == {
        "Code": "ResourceInUse",
        "Message": "Processing job names must be unique within an AWS account and region, and a processing job with "
        f"this name already exists ({arn})",
    }
    processed(aws, "once")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"ProcessingJobName": "with_underscore"},
            "1 validation error detected: Value 'with_underscore' at 'processingJobName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
        ),
        (
            {"AppSpecification": {"ImageUri": "python:3.11"}},
            "The local AWS cannot run the image 'python:3.11': its jobs and endpoints are processes, not containers, "
            "and follow the contract of <account>.dkr.ecr.<region>.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3 "
            "only.",
        ),
        (
            {
                "ProcessingInputs": [
                    {
                        "InputName": "list",
                        "S3Input": {**source("s3://material/list", "/opt/ml/x"), "S3DataType": "ManifestFile"},
                    }
                ]
            },
            "The local AWS does not know the S3DataType ManifestFile of the input 'list'; it knows S3Prefix.",
        ),
    ],
)
def test_requests_that_cannot_be_met_are_refused(
    aws: LocalAws, sagemaker: Any, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ClientError) as error:
        sagemaker.create_processing_job(**{**processing_request(aws, "refused", "pass"), **change})
    assert error.value.response["Error"] == {"Code": "ValidationException", "Message": sentence}


def test_jobs_are_listed(aws: LocalAws, sagemaker: Any) -> None:
    for name in ("listed-b", "listed-a"):
        sagemaker.create_processing_job(**processing_request(aws, name, "pass"))
        processed(aws, name)
    page = sagemaker.list_processing_jobs(NameContains="listed-", SortBy="Name", MaxResults=1)
    assert [job["ProcessingJobName"] for job in page["ProcessingJobSummaries"]] == ["listed-a"]
    rest = sagemaker.list_processing_jobs(
        NameContains="listed-", SortBy="Name", MaxResults=1, NextToken=page["NextToken"]
    )
    assert [job["ProcessingJobName"] for job in rest["ProcessingJobSummaries"]] == ["listed-b"]
    assert "NextToken" not in rest
    newest = sagemaker.list_processing_jobs(NameContains="listed-", SortOrder="Descending", StatusEquals="Completed")
    assert [job["ProcessingJobName"] for job in newest["ProcessingJobSummaries"]] == ["listed-a", "listed-b"]


def _lines(aws: LocalAws, name: str) -> list[str]:
    groups = aws.client("logs").describe_log_groups(logGroupNamePrefix="/aws/sagemaker/ProcessingJobs")["logGroups"]
    return log_lines(aws, "/aws/sagemaker/ProcessingJobs", f"{name}/") if groups else []
