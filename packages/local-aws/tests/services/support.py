"""Small jobs and models for the tests: requests with all required fields, and archives."""

import io
import tarfile
from typing import Any

from tests.support import LocalAws, wait_for

ROLE = "arn:aws:iam::123456789012:role/jobs"
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3"
BUCKET = "material"


def archive(files: dict[str, str | bytes]) -> bytes:
    """A .tar.gz of the files."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as tar:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return target.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar if entry.isfile()}  # type: ignore[union-attr]


def put(aws: LocalAws, key: str, content: str | bytes) -> str:
    body = content.encode() if isinstance(content, str) else content
    aws.client("s3").put_object(Bucket=BUCKET, Key=key, Body=body)
    return f"s3://{BUCKET}/{key}"


def get(aws: LocalAws, key: str) -> bytes:
    return aws.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()


def processing_request(aws: LocalAws, name: str, script: str, *arguments: str, **more: Any) -> dict[str, Any]:
    """A processing job that runs the script."""
    code = put(aws, f"{name}/code/script.py", script)
    inputs = [{"InputName": "code", "S3Input": source(code, "/opt/ml/processing/input/code")}]
    return {
        "ProcessingJobName": name,
        "RoleArn": ROLE,
        "AppSpecification": {
            "ImageUri": IMAGE,
            "ContainerEntrypoint": ["python3", "/opt/ml/processing/input/code/script.py"],
            **({"ContainerArguments": list(arguments)} if arguments else {}),
        },
        "ProcessingResources": {
            "ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 5}
        },
        **more,
        "ProcessingInputs": inputs + more.get("ProcessingInputs", []),
    }


def source(uri: str, path: str) -> dict[str, str]:
    return {"S3Uri": uri, "LocalPath": path, "S3DataType": "S3Prefix", "S3InputMode": "File"}


def training_request(aws: LocalAws, name: str, code: str | dict[str, str], **more: Any) -> dict[str, Any]:
    """A training job in script mode: train.py alone, or its files. `hyperparameters` go to the script."""
    files = {"train.py": code} if isinstance(code, str) else code
    archived = put(aws, f"{name}/sourcedir.tar.gz", archive(files))
    hyperparameters = more.pop("hyperparameters", {})
    return {
        "TrainingJobName": name,
        "RoleArn": ROLE,
        "AlgorithmSpecification": {
            "TrainingImage": IMAGE,
            "TrainingInputMode": "File",
            **more.pop("algorithm", {}),
        },
        "HyperParameters": {
            "sagemaker_program": "train.py",
            "sagemaker_submit_directory": archived,
            **hyperparameters,
        },
        "OutputDataConfig": {"S3OutputPath": f"s3://{BUCKET}/{name}/out"},
        "ResourceConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 5},
        "StoppingCondition": {"MaxRuntimeInSeconds": 600},
        **more,
    }


def processed(aws: LocalAws, name: str, seconds: float = 20) -> dict[str, Any]:
    """The description of the processing job once it ended."""
    describe = aws.client("sagemaker").describe_processing_job

    def look() -> dict[str, Any] | None:
        found = describe(ProcessingJobName=name)
        return None if found["ProcessingJobStatus"] in ("InProgress", "Stopping") else found

    return wait_for(f"the end of {name}", look, seconds)  # type: ignore[return-value]


def trained(aws: LocalAws, name: str, seconds: float = 20) -> dict[str, Any]:
    """The description of the training job once it ended."""
    describe = aws.client("sagemaker").describe_training_job

    def look() -> dict[str, Any] | None:
        found = describe(TrainingJobName=name)
        return None if found["TrainingJobStatus"] in ("InProgress", "Stopping") else found

    return wait_for(f"the end of {name}", look, seconds)  # type: ignore[return-value]


def log_lines(aws: LocalAws, group: str, prefix: str) -> list[str]:
    logs = aws.client("logs")
    streams = logs.describe_log_streams(logGroupName=group, logStreamNamePrefix=prefix)["logStreams"]
    return [
        event["message"]
        for stream in streams
        for event in logs.get_log_events(logGroupName=group, logStreamName=stream["logStreamName"], startFromHead=True)[
            "events"
        ]
    ]
