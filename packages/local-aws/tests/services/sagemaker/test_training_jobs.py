"""Training jobs in script mode: what the script gets, what happens to its output, and how it ends."""

import json
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.services.support import BUCKET, get, log_lines, members, put, trained, training_request
from tests.support import LocalAws, wait_for

TRAIN = """
import json, os, pathlib, sys
import helper
rows = pathlib.Path(os.environ["SM_CHANNEL_TRAIN"], "rows.csv").read_text()
pathlib.Path(os.environ["SM_MODEL_DIR"], "model.txt").write_text(rows)
pathlib.Path(os.environ["SM_OUTPUT_DATA_DIR"], "facts.json").write_text(json.dumps({
    "arguments": sys.argv[1:],
    "environment": {name: value for name, value in os.environ.items() if name.startswith(("SM_", "TRAINING_"))},
    "cwd": os.getcwd(),
    "hyperparameters": json.load(open(os.environ["SM_INPUT_CONFIG_DIR"] + "/hyperparameters.json")),
    "channels": json.load(open(os.environ["SM_INPUT_CONFIG_DIR"] + "/inputdataconfig.json")),
}))
print("validation:auc=0.5;")
print("validation:auc=0.75; loss -1e-3")
"""

CHANNEL = {
    "ChannelName": "train",
    "ContentType": "text/csv",
    "DataSource": {
        "S3DataSource": {
            "S3DataType": "S3Prefix",
            "S3Uri": f"s3://{BUCKET}/learn/data/",
            "S3DataDistributionType": "FullyReplicated",
        }
    },
}


def test_a_job_trains_in_script_mode(aws: LocalAws, sagemaker: Any) -> None:
    put(aws, "learn/data/rows.csv", "a,b\n")
    request = training_request(
        aws,
        "learn",
        {"train.py": TRAIN, "helper.py": ""},
        hyperparameters={"target": '"Machine failure"', "seed": "42", "task": "classification", "n-trees": "10"},
        algorithm={
            "MetricDefinitions": [
                {"Name": "validation:auc", "Regex": "validation:auc=([0-9.]+);"},
                {"Name": "loss", "Regex": "loss (-?[0-9.e-]+)"},
                {"Name": "never", "Regex": "never=([0-9.]+)"},
            ]
        },
        InputDataConfig=[CHANNEL],
    )
    arn = sagemaker.create_training_job(**request)["TrainingJobArn"]
    early = sagemaker.describe_training_job(TrainingJobName="learn")
    assert early["TrainingJobStatus"] == "InProgress"
    assert early["SecondaryStatus"] in ("Starting", "Downloading", "Training")

    found = trained(aws, "learn")

    assert found["TrainingJobStatus"] == found["SecondaryStatus"] == "Completed", found
    assert found["TrainingJobArn"] == arn
    artifacts = f"s3://{BUCKET}/learn/out/learn/output/model.tar.gz"
    assert found["ModelArtifacts"] == {"S3ModelArtifacts": artifacts}
    assert members(get(aws, "learn/out/learn/output/model.tar.gz")) == {"model.txt": b"a,b\n"}
    transitions = found["SecondaryStatusTransitions"]
    assert [entry["Status"] for entry in transitions] == [
        "Starting",
        "Downloading",
        "Training",
        "Uploading",
        "Completed",
    ]
    assert all(entry["EndTime"] >= entry["StartTime"] for entry in transitions)
    assert found["TrainingEndTime"] >= found["TrainingStartTime"] >= found["CreationTime"]
    assert found["TrainingTimeInSeconds"] == found["BillableTimeInSeconds"] >= 1
    assert {metric["MetricName"]: metric["Value"] for metric in found["FinalMetricDataList"]} == {
        "validation:auc": 0.75,
        "loss": pytest.approx(-0.001),
    }
    assert (
        found["AlgorithmSpecification"]["MetricDefinitions"] == request["AlgorithmSpecification"]["MetricDefinitions"]
    )
    assert "validation:auc=0.5;" in log_lines(aws, "/aws/sagemaker/TrainingJobs", "learn/algo-1-")

    facts = json.loads(members(get(aws, "learn/out/learn/output/output.tar.gz"))["facts.json"])
    assert facts["arguments"] == [
        *("--n-trees", "10", "--seed", "42", "--target", "Machine failure", "--task", "classification")
    ]
    assert facts["hyperparameters"] == request["HyperParameters"]
    assert facts["channels"]["train"]["ContentType"] == "text/csv"
    told = facts["environment"]
    root = str(aws.state / "jobs/training/learn/opt/ml")
    assert told["SM_MODEL_DIR"] == f"{root}/model"
    assert told["SM_CHANNEL_TRAIN"] == f"{root}/input/data/train"
    assert told["SM_CHANNELS"] == '["train"]'
    assert json.loads(told["SM_HPS"]) == {
        "target": "Machine failure",
        "seed": 42,
        "task": "classification",
        "n-trees": 10,
    }
    assert told["SM_HP_N_TREES"] == "10"
    assert told["SM_HOSTS"] == '["algo-1"]'
    assert told["TRAINING_JOB_NAME"] == "learn"
    assert json.loads(told["SM_TRAINING_ENV"])["model_dir"] == f"{root}/model"
    assert facts["cwd"] == f"{root}/code"


def test_a_crash_is_told_as_the_toolkit_tells_it(aws: LocalAws, sagemaker: Any) -> None:
    script = "import sys\nsys.stdout.write('begun\\n')\nraise ValueError('only one class')"
    sagemaker.create_training_job(**training_request(aws, "crash", script, hyperparameters={"seed": "1"}))

    found = trained(aws, "crash")

    assert found["TrainingJobStatus"] == found["SecondaryStatus"] == "Failed"
    assert found["FailureReason"] == (
        'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "ValueError: only one class"\n'
        'Command "python train.py --seed 1", exit code: 1'
    )
    assert found["SecondaryStatusTransitions"][-1]["StatusMessage"] == found["FailureReason"]
    assert "ModelArtifacts" not in found or not found["ModelArtifacts"]


def test_a_failure_file_is_the_reason(aws: LocalAws, sagemaker: Any) -> None:
    script = """
import os, pathlib, sys
pathlib.Path(os.environ["SM_OUTPUT_DIR"], "failure").write_text("too few rows: 3")
sys.exit(7)
"""
    sagemaker.create_training_job(**training_request(aws, "failure-file", script))
    assert trained(aws, "failure-file")["FailureReason"] == "AlgorithmError: too few rows: 3, exit code: 7"


def test_missing_data_fails_the_job(aws: LocalAws, sagemaker: Any) -> None:
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://not-there/x"}}
    request = training_request(aws, "no-data", "pass", InputDataConfig=[{"ChannelName": "train", "DataSource": source}])
    sagemaker.create_training_job(**request)
    assert trained(aws, "no-data")["FailureReason"].startswith(
        "ClientError: Data download failed: NoSuchBucket (404): The specified bucket does not exist"
    )


def test_a_job_that_takes_too_long_keeps_what_it_has(aws: LocalAws, sagemaker: Any) -> None:
    script = """
import os, pathlib, time
pathlib.Path(os.environ["SM_MODEL_DIR"], "model.txt").write_text("early")
time.sleep(600)
"""
    request = training_request(aws, "slow", script, StoppingCondition={"MaxRuntimeInSeconds": 2})
    sagemaker.create_training_job(**request)

    found = trained(aws, "slow")

    assert (found["TrainingJobStatus"], found["SecondaryStatus"]) == ("Stopped", "MaxRuntimeExceeded")
    assert "FailureReason" not in found
    assert members(get(aws, "slow/out/slow/output/model.tar.gz")) == {"model.txt": b"early"}


def test_a_stopped_job_may_say_goodbye(aws: LocalAws, sagemaker: Any) -> None:
    script = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: (print("goodbye"), sys.exit(0)))
print("hello")
time.sleep(600)
"""
    sagemaker.create_training_job(**training_request(aws, "stopped", script))
    wait_for("the script", lambda: "hello" in _lines(aws, "stopped"))
    sagemaker.stop_training_job(TrainingJobName="stopped")

    found = trained(aws, "stopped")

    assert (found["TrainingJobStatus"], found["SecondaryStatus"]) == ("Stopped", "Stopped")
    assert [entry["Status"] for entry in found["SecondaryStatusTransitions"]][-2:] == ["Stopping", "Stopped"]
    assert "goodbye" in _lines(aws, "stopped")
    with pytest.raises(ClientError, match="because the training job is in status Stopped"):
        sagemaker.stop_training_job(TrainingJobName="stopped")


def test_spot_training_is_billed_for_less(aws: LocalAws, sagemaker: Any) -> None:
    spot = {"EnableManagedSpotTraining": True, "CheckpointConfig": {"S3Uri": f"s3://{BUCKET}/spot/checkpoints"}}
    script = """
import os, pathlib, time
folder = pathlib.Path(os.environ["SAGEMAKER_BASE_DIR"], "checkpoints")
print("found", sorted(file.name for file in folder.iterdir()))
(folder / "1.txt").write_text("one")
time.sleep(2)
"""
    put(aws, "spot/checkpoints/0.txt", "zero")
    with pytest.raises(ClientError, match="Invalid MaxWaitTimeInSeconds. It must be present"):
        sagemaker.create_training_job(**training_request(aws, "spot", script, **spot))
    limits = {"MaxRuntimeInSeconds": 600, "MaxWaitTimeInSeconds": 900}
    sagemaker.create_training_job(**training_request(aws, "spot", script, **spot, StoppingCondition=limits))

    found = trained(aws, "spot")

    assert found["TrainingJobStatus"] == "Completed", found
    assert found["EnableManagedSpotTraining"] is True
    assert 1 <= found["BillableTimeInSeconds"] < found["TrainingTimeInSeconds"]
    assert "found ['0.txt']" in log_lines(aws, "/aws/sagemaker/TrainingJobs", "spot/")
    assert get(aws, "spot/checkpoints/1.txt") == b"one"


def test_names_and_required_fields_are_checked(aws: LocalAws, sagemaker: Any) -> None:
    request = training_request(aws, "taken", "pass")
    arn = sagemaker.create_training_job(**request)["TrainingJobArn"]
    with pytest.raises(ClientError) as error:
        sagemaker.create_training_job(**request)
    assert error.value.response["Error"]["Code"] == "ResourceInUse"
    assert arn in error.value.response["Error"]["Message"]
    with pytest.raises(ClientError, match="Value 'a--' at 'trainingJobName' failed to satisfy constraint"):
        sagemaker.create_training_job(**{**request, "TrainingJobName": "a--"})
    unchecked = aws.client("sagemaker", parameter_validation=False)
    with pytest.raises(ClientError) as missing:
        unchecked.create_training_job(TrainingJobName="missing")
    assert "Value null at 'roleArn' failed to satisfy constraint: Member must not be null" in str(missing.value)
    with pytest.raises(ClientError, match="Requested resource not found"):
        sagemaker.describe_training_job(TrainingJobName="unknown")
    trained(aws, "taken")
    listed = sagemaker.list_training_jobs(NameContains="taken", StatusEquals="Completed")["TrainingJobSummaries"]
    assert [job["TrainingJobArn"] for job in listed] == [arn]


def test_a_job_ends_with_the_server_and_is_failed_afterwards(own_aws: LocalAws) -> None:
    own_aws.client("s3").create_bucket(Bucket=BUCKET)
    script = "import os, time\nprint('pid', os.getpid(), flush=True)\ntime.sleep(600)"
    own_aws.client("sagemaker").create_training_job(**training_request(own_aws, "orphan", script))
    line = wait_for("the script", lambda: next((text for text in _lines(own_aws, "orphan") if "pid" in text), None))
    wait_for("the save", lambda: own_aws.control("GET", "health").json()["saved"])
    own_aws.crash()
    own_aws.note_file.unlink(missing_ok=True)
    wait_for("the end of the script", lambda: not _lives(int(line.split()[1])), 5)

    own_aws.start()

    found = own_aws.client("sagemaker").describe_training_job(TrainingJobName="orphan")
    assert found["TrainingJobStatus"] == "Failed"
    assert found["FailureReason"] == "InternalServerError: the local AWS was restarted"
    started = time.monotonic()
    own_aws.client("sagemaker").create_training_job(**training_request(own_aws, "next", script))
    wait_for("the script", lambda: _lines(own_aws, "next"))
    assert own_aws.stop() == 0
    assert time.monotonic() - started < 10
    own_aws.start()
    ended = own_aws.client("sagemaker").describe_training_job(TrainingJobName="next")
    assert ended["FailureReason"] == "InternalServerError: the local AWS was restarted"


def _lives(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _lines(aws: LocalAws, name: str) -> list[str]:
    groups = aws.client("logs").describe_log_groups(logGroupNamePrefix="/aws/sagemaker/TrainingJobs")["logGroups"]
    return log_lines(aws, "/aws/sagemaker/TrainingJobs", f"{name}/") if groups else []
