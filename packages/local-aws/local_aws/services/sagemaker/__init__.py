"""SageMaker: jobs that run, a registry of models, and endpoints that answer."""

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
    """The endpoints that run, for those who invoke them."""
    return _lifecycles[0]


def restore(context: ServiceContext) -> None:
    jobs.restore(context)
    endpoints().restore()


def shutdown(context: ServiceContext) -> None:
    # First: an execution would take the end of its job for a failure.
    stepfunctions.shutdown(context)
    jobs.shutdown()
    endpoints().shutdown()
