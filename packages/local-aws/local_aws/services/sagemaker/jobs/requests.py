"""Checks what a job's request asks of this machine, beyond its shape."""

from typing import Any

from moto.sagemaker.exceptions import ValidationError

from ..images import require_known
from . import metrics


def check_processing(request: dict[str, Any]) -> None:
    require_known(request["AppSpecification"]["ImageUri"])
    _require_one_instance(request["ProcessingResources"]["ClusterConfig"].get("InstanceCount", 1))
    names = [entry["InputName"] for entry in request.get("ProcessingInputs", [])]
    names += [entry["OutputName"] for entry in request.get("ProcessingOutputConfig", {}).get("Outputs", [])]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValidationError(
            f"Names of inputs and outputs must be unique, and {', '.join(twice)} appears more than once."
        )
    for entry in request.get("ProcessingInputs", []):
        where = f"the input {entry['InputName']!r}"
        if "S3Input" not in entry:
            raise ValidationError(f"The local AWS reads inputs from S3 only: {where} has no S3Input.")
        source = entry["S3Input"]
        if not source.get("LocalPath"):
            raise ValidationError(f"LocalPath is missing in {where}.")
        _require(where, "S3DataType", source.get("S3DataType", "S3Prefix"), "S3Prefix")
        _require(where, "S3InputMode", source.get("S3InputMode", "File"), "File")
        _require(where, "S3CompressionType", source.get("S3CompressionType", "None"), "None")
    for entry in request.get("ProcessingOutputConfig", {}).get("Outputs", []):
        if "S3Output" not in entry:
            raise ValidationError(f"The local AWS writes outputs to S3 only: {entry['OutputName']!r} has no S3Output.")
        if not entry["S3Output"].get("LocalPath"):
            raise ValidationError(f"LocalPath is missing in the output {entry['OutputName']!r}.")


def check_training(request: dict[str, Any]) -> None:
    specification = request["AlgorithmSpecification"]
    require_known(specification.get("TrainingImage"))
    for name in ("ResourceConfig", "StoppingCondition", "OutputDataConfig"):
        if name not in request:
            raise ValidationError(f"{name} is required.")
    if "InstanceType" not in request["ResourceConfig"]:
        raise ValidationError("InstanceType is missing in ResourceConfig.")
    _require_one_instance(request["ResourceConfig"].get("InstanceCount", 1))
    _require("AlgorithmSpecification", "TrainingInputMode", specification["TrainingInputMode"], "File", "FastFile")
    for name in ("ContainerEntrypoint", "ContainerArguments"):
        if name in specification:
            raise ValidationError(f"The local AWS runs training jobs in script mode only and does not know {name}.")
    metrics.check(specification.get("MetricDefinitions", []))
    for channel in request.get("InputDataConfig", []):
        where = f"the channel {channel['ChannelName']!r}"
        source = channel["DataSource"].get("S3DataSource")
        if source is None:
            raise ValidationError(f"The local AWS reads channels from S3 only: {where} has no S3DataSource.")
        _require(where, "S3DataType", source["S3DataType"], "S3Prefix")
        _require(where, "InputMode", channel.get("InputMode", "File"), "File", "FastFile")
        _require(where, "CompressionType", channel.get("CompressionType", "None"), "None")
    _check_spot(request)


def _check_spot(request: dict[str, Any]) -> None:
    stopping = request["StoppingCondition"]
    longest_wait = stopping.get("MaxWaitTimeInSeconds")
    if request.get("EnableManagedSpotTraining"):
        if longest_wait is None or longest_wait < stopping.get("MaxRuntimeInSeconds", 86400):
            raise ValidationError(
                "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds"
            )
    elif longest_wait is not None:
        raise ValidationError("MaxWaitTimeInSeconds is only allowed if EnableManagedSpotTraining is set to true")


def _require_one_instance(count: int) -> None:
    if count != 1:
        raise ValidationError(f"The local AWS runs a job on one instance, and {count} were asked for.")


def _require(where: str, field: str, given: str, *known: str) -> None:
    if given not in known:
        raise ValidationError(
            f"The local AWS does not know the {field} {given} of {where}; it knows {', '.join(known)}."
        )
