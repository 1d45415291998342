"""EventBridge: rules that really deliver, for events and on schedules."""

from moto.events.models import EventsBackend

from ...context import ServiceContext
from . import delivery, scheduler
from .scheduler import Scheduler


def install(context: ServiceContext) -> None:
    delivery.install(context)
    scheduler.install(EventsBackend)
    Scheduler(context).start()
