"""The operations on jobs: create, describe, stop, list."""

import threading
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.sagemaker.exceptions import ResourceInUseException, ValidationError
from moto.sagemaker.models import sagemaker_backends
from moto.sagemaker.responses import SageMakerResponse

from ....context import ServiceContext
from ..constraints import checked
from ..listing import listing
from . import requests
from .processing import ProcessingRun
from .run import RESTARTED, Run
from .training import TrainingRun

_RUNNING = ("InProgress", "Stopping")
_lock = threading.Lock()
_runs: dict[str, Run] = {}


def install(context: ServiceContext) -> None:
    stock_processing = SageMakerResponse.create_processing_job
    stock_training = SageMakerResponse.create_training_job

    @checked("CreateProcessingJob")
    def create_processing_job(self: SageMakerResponse) -> ActionResult:
        request = self._get_params()
        name = request["ProcessingJobName"]
        _refuse_taken("processing", self.sagemaker_backend.processing_jobs.get(name))
        requests.check_processing(request)
        answer = stock_processing(self)
        job = self.sagemaker_backend.processing_jobs[name]
        job.processing_job_status = "InProgress"
        job.processing_end_time = None
        job.environment = request.get("Environment")
        job.processing_resources = request["ProcessingResources"]
        _start(ProcessingRun(context, self.region, name, job))
        return answer

    @checked("CreateTrainingJob")
    def create_training_job(self: SageMakerResponse) -> ActionResult:
        request = self._get_params()
        name = request["TrainingJobName"]
        _refuse_taken("training", self.sagemaker_backend.training_jobs.get(name))
        requests.check_training(request)
        definitions = request["AlgorithmSpecification"].get("MetricDefinitions")
        answer = stock_training(self)
        _make_new(self.sagemaker_backend.training_jobs[name], request, definitions)
        _start(TrainingRun(context, self.region, name, self.sagemaker_backend.training_jobs[name]))
        return answer

    SageMakerResponse.create_processing_job = create_processing_job
    SageMakerResponse.create_training_job = create_training_job
    SageMakerResponse.describe_processing_job = checked("DescribeProcessingJob")(_describe_processing_job)
    SageMakerResponse.describe_training_job = checked("DescribeTrainingJob")(_describe_training_job)
    SageMakerResponse.stop_processing_job = checked("StopProcessingJob")(_stop_processing_job)
    SageMakerResponse.stop_training_job = checked("StopTrainingJob")(_stop_training_job)
    SageMakerResponse.list_processing_jobs = checked("ListProcessingJobs")(_list_processing_jobs)
    SageMakerResponse.list_training_jobs = checked("ListTrainingJobs")(_list_training_jobs)


def restore(context: ServiceContext) -> None:
    """What was running when the state was saved no longer runs."""
    for backend in sagemaker_backends[context.account_id].values():
        for job in backend.processing_jobs.values():
            if job.processing_job_status in _RUNNING:
                job.processing_job_status, job.failure_reason = "Failed", RESTARTED
                job.processing_end_time = job.last_modified_time = utcnow()
        for job in backend.training_jobs.values():
            if job.training_job_status in _RUNNING:
                job.training_job_status = job.secondary_status = "Failed"
                job.failure_reason = RESTARTED
                job.training_end_time = job.last_modified_time = utcnow()


def shutdown() -> None:
    with _lock:
        runs = list(_runs.values())
    for run in runs:
        run.abandon()
    for run in runs:
        run.join(5)


def _start(run: Run) -> None:
    with _lock:
        for arn, former in list(_runs.items()):
            if not former.alive:
                del _runs[arn]
        _runs[run.job.arn] = run
        run.start()


def _make_new(job: Any, request: dict[str, Any], definitions: list[dict[str, str]] | None) -> None:
    """Removes what moto writes into a job that ends at once."""
    if definitions is None:
        job.algorithm_specification.pop("MetricDefinitions", None)
    else:
        job.algorithm_specification["MetricDefinitions"] = definitions
    job.algorithm_specification.setdefault("EnableSageMakerMetricsTimeSeries", False)
    job.environment = request.get("Environment")
    job.training_job_status = "InProgress"
    job.secondary_status = "Starting"
    job.training_start_time = job.training_end_time = job.model_artifacts = None
    job.final_metric_data_list = None
    job.secondary_status_transitions = [
        {"Status": "Starting", "StartTime": job.creation_time, "StatusMessage": "Starting the training job"}
    ]


def _refuse_taken(kind: str, job: Any) -> None:
    if job is not None:
        raise ResourceInUseException(
            f"{kind.capitalize()} job names must be unique within an AWS account and region, and a {kind} job with "
            f"this name already exists ({job.arn})"
        )


def _processing_job(self: SageMakerResponse) -> Any:
    name = self._get_param("ProcessingJobName")
    if name not in self.sagemaker_backend.processing_jobs:
        raise ValidationError(f"Could not find requested job with name: {name}")
    return self.sagemaker_backend.processing_jobs[name]


def _training_job(self: SageMakerResponse) -> Any:
    name = self._get_param("TrainingJobName")
    if name not in self.sagemaker_backend.training_jobs:
        raise ValidationError("Requested resource not found.")
    return self.sagemaker_backend.training_jobs[name]


def _describe_processing_job(self: SageMakerResponse) -> ActionResult:
    return ActionResult(_processing_job(self).response_object)


def _describe_training_job(self: SageMakerResponse) -> ActionResult:
    return ActionResult(_training_job(self).response_object)


def _stop_processing_job(self: SageMakerResponse) -> EmptyResult:
    job = _processing_job(self)
    run = _running("processing", job, job.processing_job_status)
    with run.ending:
        if not run.ended:
            run.stop.set()
            job.processing_job_status = "Stopping"
    return EmptyResult()


def _stop_training_job(self: SageMakerResponse) -> EmptyResult:
    job = _training_job(self)
    run = _running("training", job, job.training_job_status)
    with run.ending:
        if not run.ended and not run.stop.is_set():
            run.stop.set()
            job.training_job_status = job.secondary_status = "Stopping"
            run.stopping()
    return EmptyResult()


def _running(kind: str, job: Any, status: str) -> Any:
    run = _runs.get(job.arn)
    if status not in _RUNNING or run is None:
        raise ValidationError(f"The request was rejected because the {kind} job is in status {status}.")
    return run


def _list_processing_jobs(self: SageMakerResponse) -> ActionResult:
    summaries = [
        {
            "ProcessingJobName": job.processing_job_name,
            "ProcessingJobArn": job.arn,
            "CreationTime": job.creation_time,
            "ProcessingEndTime": job.processing_end_time,
            "LastModifiedTime": job.last_modified_time,
            "ProcessingJobStatus": job.processing_job_status,
            "FailureReason": getattr(job, "failure_reason", None),
            "ExitMessage": getattr(job, "exit_message", None),
        }
        for job in self.sagemaker_backend.processing_jobs.values()
    ]
    return listing(
        self._get_params(),
        summaries,
        answer="ProcessingJobSummaries",
        name="ProcessingJobName",
        status="ProcessingJobStatus",
    )


def _list_training_jobs(self: SageMakerResponse) -> ActionResult:
    summaries = [
        {
            "TrainingJobName": job.training_job_name,
            "TrainingJobArn": job.arn,
            "CreationTime": job.creation_time,
            "TrainingEndTime": job.training_end_time,
            "LastModifiedTime": job.last_modified_time,
            "TrainingJobStatus": job.training_job_status,
            "SecondaryStatus": job.secondary_status,
        }
        for job in self.sagemaker_backend.training_jobs.values()
    ]
    return listing(
        self._get_params(), summaries, answer="TrainingJobSummaries", name="TrainingJobName", status="TrainingJobStatus"
    )
