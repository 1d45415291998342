"""Step Functions: state machines run inside this server, with the integrations that a pipeline of jobs needs."""

from ...context import ServiceContext
from . import definitions, errors, executions, intrinsics, json_path, operations, sagemaker_task, sdk_task, task_clients


def install(context: ServiceContext) -> None:
    executions.install(context)
    task_clients.install(context)
    sdk_task.install()
    errors.install()
    sagemaker_task.install()
    definitions.install()
    json_path.install()
    intrinsics.install()
    operations.install()


def restore(context: ServiceContext) -> None:
    executions.restore(context)


def shutdown(context: ServiceContext) -> None:
    executions.end_all(context)
