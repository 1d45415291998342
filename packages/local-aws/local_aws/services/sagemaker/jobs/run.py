"""The life of a job, the same for every kind: prepare, run, store the results, and record how it ended.

It runs in its own thread, and whatever happens in that thread ends in a status of the job.
"""

import logging
import threading
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from moto.core.utils import utcnow

from ....clients import client
from ....context import ServiceContext
from ..log_stream import LogStream
from ..transfer import Transfer, TransferError
from .container import Container, Ending, Exit

_log = logging.getLogger("local_aws.sagemaker.jobs")
_LONGEST_REASON = 1024
RESTARTED = "InternalServerError: the local AWS was restarted"


class JobFailed(Exception):
    """Ends the job as Failed; the message is its FailureReason."""


class Run(ABC):
    """What differs between kinds of jobs, and the thread that runs a job."""

    #: Part of the folder's path; below it, the log group.
    kind: str
    log_group: str

    def __init__(self, context: ServiceContext, region: str, name: str, job: Any) -> None:
        self.context = context
        self.region = region
        self.name = name
        #: moto's object; its attributes are the fields of the description.
        self.job = job
        self.stop = threading.Event()
        #: Held while ending, and around anything that must not come after the end.
        self.ending = threading.Lock()
        self.ended = False
        self._container: Container | None = None
        self._abandoned = False
        self.transfer = Transfer(client(context, "s3", region), region)
        self.log = LogStream(context, region, self.log_group, f"{name}/algo-1-{int(time.time())}")
        self._thread = threading.Thread(target=self._live, name=f"{self.kind}-{name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def abandon(self) -> None:
        """Ends the job at once, because the server ends."""
        self._abandoned = True
        self.stop.set()
        if self._container:
            self._container.kill()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def join(self, seconds: float) -> None:
        self._thread.join(seconds)

    @property
    def folder(self) -> Path:
        return self.context.state / "jobs" / self.kind / self.name

    @abstractmethod
    def prepare(self, container: Container) -> None:
        """Download inputs and write what the container reads."""

    @abstractmethod
    def execute(self, container: Container) -> Exit:
        """Run the process."""

    @abstractmethod
    def collect(self, container: Container, exit: Exit) -> None:
        """Upload the results. Raises JobFailed if the job failed."""

    @abstractmethod
    def conclude(self, status: str, reason: str | None, ending: Ending) -> None:
        """Record the end in the job. Called inside `context.changing()`."""

    def change(self, **fields: Any) -> None:
        """Change fields of the description, at once and saved."""
        with self.context.changing():
            for name, value in fields.items():
                setattr(self.job, name, value)
            self.job.last_modified_time = utcnow()

    def base_environment(self) -> dict[str, str]:
        """The variables of every container: where it is and how to reach AWS, unless its network is closed."""
        if self.isolated():
            return {"AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region}
        return {**self.context.environment, "AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region}

    @abstractmethod
    def isolated(self) -> bool: ...

    def _live(self) -> None:
        status, ending = "Failed", Ending.EXITED
        reason: str | None = RESTARTED
        try:
            status, reason, ending = self._work()
        except JobFailed as failure:
            reason = str(failure)
        except TransferError as failure:
            reason = f"ClientError: {failure}"
        except Exception as failure:  # noqa: BLE001 - any failure has to end in a status
            _log.exception("The %s job %s failed", self.kind, self.name)
            reason = f"InternalServerError: {type(failure).__name__}: {failure}"
        finally:
            self._end(status, reason, ending)

    def _work(self) -> tuple[str, str | None, Ending]:
        container = self._container = Container(self.folder, self.context.python)
        self.prepare(container)
        if self.stop.is_set():
            return "Stopped", None, Ending.STOPPED
        exit = self.execute(container)
        self.log.flush()
        self.collect(container, exit)
        # A failed job's folder is kept for inspection.
        container.remove()
        return ("Completed" if exit.ending is Ending.EXITED else "Stopped"), None, exit.ending

    def _end(self, status: str, reason: str | None, ending: Ending) -> None:
        try:
            self.log.flush()
        except Exception:  # noqa: BLE001 - the job's end must be recorded even if its log cannot be
            _log.exception("The log of the %s job %s could not be written", self.kind, self.name)
        if self._abandoned:
            status, reason = "Failed", RESTARTED
        with self.context.changing(), self.ending:
            self.ended = True
            self.conclude(status, reason[:_LONGEST_REASON] if reason else None, ending)
            self.job.last_modified_time = utcnow()
