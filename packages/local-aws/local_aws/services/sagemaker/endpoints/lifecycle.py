"""The life of an endpoint: from Creating to InService, from one configuration to the next, and its deletion."""

import logging
import shutil
import threading
from typing import Any

from moto.core.utils import utcnow
from moto.sagemaker.models import sagemaker_backends

from ....context import ServiceContext
from .fleet import Fleet
from .model_server import NotHealthy

_log = logging.getLogger("local_aws.sagemaker.endpoints")
RESTARTED = "The local AWS was restarted during the update."


class Lifecycle:
    def __init__(self, context: ServiceContext) -> None:
        self._context = context
        self._lock = threading.Lock()
        self._fleets: dict[str, Fleet] = {}
        #: What is being started, by endpoint; replacing or removing an entry cancels the older start.
        self._starting: dict[str, object] = {}
        self._restored: dict[str, threading.Event] = {}
        # Left by a server that was killed; its processes ended with it.
        shutil.rmtree(context.state / "endpoints", ignore_errors=True)

    def serving(self, arn: str) -> Fleet | None:
        """The fleet that takes requests now. Waits if the endpoint is being started again after a restart."""
        restored = self._restored.get(arn)
        if restored is not None:
            restored.wait(120)
        return self._fleets.get(arn)

    def create(self, backend: Any, endpoint: Any) -> None:
        self._begin(backend, endpoint, endpoint.endpoint_config_name, self._created)

    def update(self, backend: Any, endpoint: Any, configuration: str) -> None:
        self._begin(backend, endpoint, configuration, self._updated)

    def delete(self, endpoint: Any) -> None:
        with self._lock:
            self._starting.pop(endpoint.arn, None)
            fleet = self._fleets.pop(endpoint.arn, None)
        if fleet is not None:
            fleet.close()

    def restore(self) -> None:
        for backend in sagemaker_backends[self._context.account_id].values():
            for endpoint in backend.endpoints.values():
                if endpoint.endpoint_status == "Updating":
                    endpoint.endpoint_status, endpoint.failure_reason = "InService", RESTARTED
                if endpoint.endpoint_status == "InService":
                    self._restored[endpoint.arn] = threading.Event()
                if endpoint.endpoint_status in ("InService", "Creating"):
                    self.create(backend, endpoint)

    def shutdown(self) -> None:
        with self._lock:
            self._starting.clear()
            fleets, self._fleets = list(self._fleets.values()), {}
        for fleet in fleets:
            fleet.close()

    def _begin(self, backend: Any, endpoint: Any, configuration: str, done: Any) -> None:
        token = object()
        with self._lock:
            self._starting[endpoint.arn] = token
        threading.Thread(
            target=self._start,
            args=(token, backend, endpoint, configuration, done),
            name=f"endpoint-{endpoint.endpoint_name}",
            daemon=True,
        ).start()

    def _start(self, token: object, backend: Any, endpoint: Any, configuration: str, done: Any) -> None:
        """Sets a status for the endpoint, whatever happens."""
        fleet, reason = None, None
        try:
            found = backend.endpoint_configs.get(configuration)
            if found is None:
                raise NotHealthy(f"The endpoint configuration {configuration} was deleted before the endpoint started.")
            fleet = Fleet(self._context, backend, endpoint.endpoint_name, found)
            fleet.start()
        except NotHealthy as error:
            fleet, reason = None, str(error)
        except Exception as error:  # noqa: BLE001 - reported in the endpoint's description
            _log.exception("The endpoint %s could not be started", endpoint.endpoint_name)
            fleet, reason = None, getattr(error, "message", None) or f"{type(error).__name__}: {error}"
        former = fleet
        with self._context.changing(), self._lock:
            if self._starting.get(endpoint.arn) is token:  # otherwise it has been deleted in the meantime
                del self._starting[endpoint.arn]
                former = self._fleets.get(endpoint.arn) if fleet is not None else None
                if fleet is not None:
                    self._fleets[endpoint.arn] = fleet
                done(backend, endpoint, configuration, reason)
                endpoint.last_modified_time = utcnow()
        if former is not None:
            former.close()
        restored = self._restored.pop(endpoint.arn, None)
        if restored is not None:
            restored.set()

    @staticmethod
    def _created(_: Any, endpoint: Any, __: str, reason: str | None) -> None:
        endpoint.endpoint_status = "Failed" if reason else "InService"
        endpoint.failure_reason = reason

    @staticmethod
    def _updated(backend: Any, endpoint: Any, configuration: str, reason: str | None) -> None:
        """A failed update is rolled back: in service as before, with a reason."""
        endpoint.endpoint_status = "InService"
        endpoint.failure_reason = reason
        if reason is None:
            endpoint.endpoint_config_name = configuration
            variants = backend.endpoint_configs[configuration].production_variants
            endpoint.production_variants = endpoint._process_production_variants(variants)
