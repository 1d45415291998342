"""Processing jobs: inputs from S3, a script, outputs to S3."""

import json
from typing import Any

from moto.core.utils import utcnow

from ..transfer import TransferError
from .container import Container, Ending, Exit
from .run import JobFailed, Run

_LONGEST_MESSAGE = 1024
_DAY = 86400


class ProcessingRun(Run):
    kind = "processing"
    log_group = "/aws/sagemaker/ProcessingJobs"

    _message: str | None = None

    def prepare(self, container: Container) -> None:
        self.change(processing_start_time=utcnow())
        for entry in self.job.processing_inputs or []:
            given = entry["S3Input"]
            folder = container.path(given["LocalPath"])
            try:
                self.transfer.download_prefix(given["S3Uri"], folder)
            except TransferError as error:
                raise JobFailed(
                    f"ClientError: Failed to download data for input {entry['InputName']!r}. {error}"
                ) from None
        for output in self._outputs():
            container.path(output["LocalPath"]).mkdir(parents=True, exist_ok=True)
        container.path("/opt/ml/output").mkdir(parents=True, exist_ok=True)
        self._write_configuration(container)

    def execute(self, container: Container) -> Exit:
        specification = self.job.app_specification
        command = [*specification.get("ContainerEntrypoint", []), *specification.get("ContainerArguments", [])]
        if not command:
            raise JobFailed(
                "AlgorithmError: The scikit-learn image has no entry point of its own; give ContainerEntrypoint."
            )
        environment = {
            **self.base_environment(),
            "PROCESSING_JOB_NAME": self.name,
            "PROCESSING_JOB_ARN": self.job.arn,
            **(getattr(self.job, "environment", None) or {}),
        }
        return container.run(
            command,
            environment,
            cwd=container.folder,
            seconds=(self.job.stopping_condition or {}).get("MaxRuntimeInSeconds", _DAY),
            stop=self.stop,
            on_line=self.log.write,
            on_pause=self.log.flush,
        )

    def collect(self, container: Container, exit: Exit) -> None:
        self._message = _read_message(container)
        failed = exit.ending is Ending.EXITED and exit.code != 0
        for output in self._outputs():
            # "EndOfJob" applies only to a job that reached its end.
            if output["S3UploadMode"] == "Continuous" or (not failed and exit.ending is Ending.EXITED):
                folder = container.path(output["LocalPath"])
                self.transfer.upload_folder(folder, output["S3Uri"], self._kms_key())
        if failed:
            raise JobFailed(f"AlgorithmError: See job logs for more information, exit code: {exit.code}")

    def conclude(self, status: str, reason: str | None, ending: Ending) -> None:
        self.job.processing_job_status = status
        self.job.processing_end_time = utcnow()
        if ending is Ending.TIMED_OUT:
            reason = "MaxRuntimeExceeded: the job ran longer than its MaxRuntimeInSeconds"
        self.job.failure_reason = reason
        if self._message:
            self.job.exit_message = self._message

    def isolated(self) -> bool:
        return bool((self.job.network_config or {}).get("EnableNetworkIsolation"))

    def _outputs(self) -> list[dict[str, Any]]:
        configuration = self.job.processing_output_config or {}
        return [output["S3Output"] for output in configuration.get("Outputs", []) if "S3Output" in output]

    def _kms_key(self) -> str | None:
        return (self.job.processing_output_config or {}).get("KmsKeyId")

    def _write_configuration(self, container: Container) -> None:
        folder = container.path("/opt/ml/config")
        folder.mkdir(parents=True, exist_ok=True)
        cluster = self.job.processing_resources["ClusterConfig"]
        files = {
            "processingjobconfig.json": {
                "ProcessingJobArn": self.job.arn,
                "ProcessingJobName": self.name,
                "AppSpecification": self.job.app_specification,
                "Environment": getattr(self.job, "environment", None) or {},
                "NetworkConfig": self.job.network_config or {},
                "ProcessingInputs": self.job.processing_inputs or [],
                "ProcessingOutputConfig": self.job.processing_output_config or {},
                "ProcessingResources": self.job.processing_resources,
                "RoleArn": self.job.role_arn,
                "StoppingCondition": self.job.stopping_condition or {"MaxRuntimeInSeconds": _DAY},
            },
            "resourceconfig.json": {
                "current_host": "algo-1",
                "hosts": ["algo-1"],
                "current_instance_type": cluster["InstanceType"],
            },
        }
        for name, content in files.items():
            (folder / name).write_text(json.dumps(content))


def _read_message(container: Container) -> str | None:
    """The first kilobyte of the message file, however the job ended."""
    try:
        raw = container.path("/opt/ml/output/message").read_bytes()[:_LONGEST_MESSAGE]
    except OSError:
        return None
    return raw.decode("utf-8", "ignore").strip() or None
