"""SageMaker: jobs that run, a model registry, and endpoints that answer."""

from ...context import ServiceContext
from .. import stepfunctions
from . import model_packages, models, tags
from .endpoints import operations as endpoint_operations
from .endpoints.lifecycle import Lifecycle
from .jobs import operations as jobs

_lifecycles: list[Lifecycle] = []


def install(context: ServiceContext) -> None:
    jobs.install(context)
    models.install()
    model_packages.install()
    tags.install()
    _lifecycles[:] = [endpoint_operations.install(context)]


def endpoints() -> Lifecycle:
    """The running endpoints, for services that invoke them."""
    return _lifecycles[0]


def restore(context: ServiceContext) -> None:
    jobs.restore(context)
    endpoints().restore()


def shutdown(context: ServiceContext) -> None:
    # Before the jobs: an execution would treat the end of its job as a failure.
    stepfunctions.shutdown(context)
    jobs.shutdown()
    endpoints().shutdown()
