"""Training jobs in script mode: channels from S3, a script, model.tar.gz to S3."""

import datetime
import json
import math
import tarfile
from pathlib import Path
from typing import Any

from moto.core.utils import utcnow

from ..transfer import TransferError
from . import script_mode
from .container import Container, Ending, Exit
from .metrics import Metrics
from .run import JobFailed, Run

_DAY = 86400
_MESSAGES = {
    "Starting": "Starting the training job",
    "Downloading": "Downloading input data",
    "Training": "Training image download completed. Training in progress.",
    "Uploading": "Uploading generated training model",
    "Completed": "Training job completed",
    "Stopping": "Stopping the training job",
    "Stopped": "Training job stopped",
    "MaxRuntimeExceeded": "Training job runtime exceeded MaxRuntimeInSeconds provided",
}
#: The share of the time that is billed for spot instances: a typical saving, as the local AWS has no spot market.
_SPOT_SHARE = 0.3


class TrainingRun(Run):
    kind = "training"
    log_group = "/aws/sagemaker/TrainingJobs"

    def prepare(self, container: Container) -> None:
        self.metrics = Metrics(self.job.algorithm_specification.get("MetricDefinitions", []))
        self._enter("Downloading", training_start_time=utcnow())
        for channel in self._channels():
            source = channel["DataSource"]["S3DataSource"]
            folder = container.path(f"/opt/ml/input/data/{channel['ChannelName']}")
            try:
                self.transfer.download_prefix(source["S3Uri"], folder)
            except TransferError as error:
                raise JobFailed(f"ClientError: Data download failed: {error}") from None
        for name in ("model", "output/data", "output/intermediate", "input/config", "checkpoints"):
            container.path(f"/opt/ml/{name}").mkdir(parents=True, exist_ok=True)
        if self.job.checkpoint_config:
            self.transfer.download_prefix(
                self.job.checkpoint_config["S3Uri"], self._checkpoints(container), required=False
            )
        self._write_configuration(container)

    def execute(self, container: Container) -> Exit:
        try:
            script = script_mode.prepare(
                container,
                self.transfer,
                self.job.hyper_parameters or {},
                [channel["ChannelName"] for channel in self._channels()],
                self.job.resource_config["InstanceType"],
            )
        except script_mode.ScriptModeError as error:
            raise JobFailed(f"AlgorithmError: framework error: {error}, exit code: 1") from None
        environment = {
            **self.base_environment(),
            **script.environment,
            "TRAINING_JOB_NAME": self.name,
            "TRAINING_JOB_ARN": self.job.arn,
            "SAGEMAKER_JOB_NAME": self.name,
            "SAGEMAKER_REGION": self.region,
            "CURRENT_HOST": script_mode.HOST,
            **(getattr(self.job, "environment", None) or {}),
        }
        self._command = " ".join(script.command)
        self._enter("Training")
        return container.run(
            script.command,
            environment,
            cwd=script.folder,
            seconds=(self.job.stopping_condition or {}).get("MaxRuntimeInSeconds", _DAY),
            stop=self.stop,
            on_line=self._hear,
            on_pause=self.log.flush,
        )

    def collect(self, container: Container, exit: Exit) -> None:
        if self.job.checkpoint_config:
            self.transfer.upload_folder(self._checkpoints(container), self.job.checkpoint_config["S3Uri"])
        output = self.job.output_data_config
        target = f"{output['S3OutputPath'].rstrip('/')}/{self.name}/output"
        failed = exit.ending is Ending.EXITED and exit.code != 0
        if not failed:
            self._enter("Uploading")
            self._upload(container, "model", f"{target}/model.tar.gz", output.get("KmsKeyId"))
        if any(container.path("/opt/ml/output/data").iterdir()):
            self._upload(container, "output/data", f"{target}/output.tar.gz", output.get("KmsKeyId"))
        if failed:
            raise JobFailed(f"AlgorithmError: {self._failure(container, exit)}, exit code: {exit.code}")
        with self.context.changing():
            self.job.model_artifacts = {"S3ModelArtifacts": f"{target}/model.tar.gz"}

    def conclude(self, status: str, reason: str | None, ending: Ending) -> None:
        secondary = "MaxRuntimeExceeded" if ending is Ending.TIMED_OUT else status
        now = utcnow()
        self.job.training_job_status = status
        self.job.secondary_status = secondary
        self.job.failure_reason = reason
        self.job.training_end_time = now
        self._transit(secondary, reason, now)
        self.job.secondary_status_transitions[-1]["EndTime"] = now
        if self.job.training_start_time:
            seconds = max(1, round((now - self.job.training_start_time).total_seconds()))
            self.job.training_time_in_seconds = seconds
            spot = self.job.enable_managed_spot_training
            self.job.billable_time_in_seconds = max(1, math.ceil(seconds * _SPOT_SHARE)) if spot else seconds
        self.job.final_metric_data_list = self.metrics.final() if hasattr(self, "metrics") else []

    def isolated(self) -> bool:
        return bool(self.job.enable_network_isolation)

    def _hear(self, line: str) -> None:
        self.log.write(line)
        self.metrics.read(line)

    def _failure(self, container: Container, exit: Exit) -> str:
        """The script's own error message, or else the toolkit's."""
        try:
            said = container.path("/opt/ml/output/failure").read_text("utf-8", "ignore").strip()
        except OSError:
            said = ""
        message, command = f'ErrorMessage "{exit.last_error}"', f'Command "{self._command}"'
        return said or f"ExecuteUserScriptError:\nExitCode {exit.code}\n{message}\n{command}"

    def _enter(self, secondary: str, **fields: Any) -> None:
        if self.stop.is_set():
            return
        with self.context.changing():
            self.job.secondary_status = secondary
            self._transit(secondary, None, utcnow())
        self.change(**fields)

    def _transit(self, secondary: str, reason: str | None, now: datetime.datetime) -> None:
        transitions = self.job.secondary_status_transitions
        if transitions and "EndTime" not in transitions[-1]:
            transitions[-1]["EndTime"] = now
        transitions.append({"Status": secondary, "StartTime": now, "StatusMessage": reason or _MESSAGES[secondary]})

    def stopping(self) -> None:
        """Called if the job was stopped on request."""
        self._transit("Stopping", None, utcnow())

    def _channels(self) -> list[dict[str, Any]]:
        return self.job.input_data_config or []

    def _checkpoints(self, container: Container) -> Path:
        return container.path(self.job.checkpoint_config.get("LocalPath", "/opt/ml/checkpoints"))

    def _upload(self, container: Container, folder: str, uri: str, kms_key: str | None) -> None:
        archive = container.folder / "tmp" / uri.rpartition("/")[2]
        with tarfile.open(archive, "w:gz", compresslevel=6) as content:
            for entry in sorted(container.path(f"/opt/ml/{folder}").iterdir()):
                content.add(entry, entry.name)
        self.transfer.upload_file(archive, uri, kms_key)

    def _write_configuration(self, container: Container) -> None:
        channels = {
            channel["ChannelName"]: {
                "TrainingInputMode": "File",
                "S3DistributionType": channel["DataSource"]["S3DataSource"].get(
                    "S3DataDistributionType", "FullyReplicated"
                ),
                "RecordWrapperType": channel.get("RecordWrapperType", "None"),
                **({"ContentType": channel["ContentType"]} if "ContentType" in channel else {}),
            }
            for channel in self._channels()
        }
        instance_type = self.job.resource_config["InstanceType"]
        files = {
            "hyperparameters.json": self.job.hyper_parameters or {},
            "inputdataconfig.json": channels,
            "resourceconfig.json": script_mode.resource_configuration(instance_type),
        }
        for name, content in files.items():
            (container.path("/opt/ml/input/config") / name).write_text(json.dumps(content))
