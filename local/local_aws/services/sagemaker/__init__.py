"""SageMaker: jobs that run, a registry of models, and endpoints that answer."""

from ...context import ServiceContext
from .. import stepfunctions
from .jobs import operations as jobs


def install(context: ServiceContext) -> None:
    jobs.install(context)


def restore(context: ServiceContext) -> None:
    jobs.restore(context)


def shutdown(context: ServiceContext) -> None:
    # First: an execution would take the end of its job for a failure.
    stepfunctions.shutdown(context)
    jobs.shutdown()
