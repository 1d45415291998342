"""S3: bucket policies that are really evaluated, events for EventBridge, access logging that can be enabled."""

from ...context import ServiceContext
from . import access_logs, authorization, contents, event_bridge, key_store, versions


def install(context: ServiceContext) -> None:
    key_store.install(context)
    contents.install(context)
    authorization.install(context)
    event_bridge.install(context)
    access_logs.install(context)
    versions.install()


def restore(context: ServiceContext) -> None:
    contents.remove_orphans(context)
