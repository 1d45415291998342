"""SageMaker: jobs that run, a registry of models, and endpoints that answer."""

from ...context import ServiceContext
from .jobs import operations as jobs


def install(context: ServiceContext) -> None:
    jobs.install(context)


def restore(context: ServiceContext) -> None:
    jobs.restore(context)


def shutdown(context: ServiceContext) -> None:
    jobs.shutdown()
