"""What the server passes to every module in `services/`, each of which has `install(context)`.

Optional: `restore(context)`, called after a saved state was loaded, to repair what was running when it was saved;
`shutdown(context)`, called before the last save, to end what the module started.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ServiceContext:
    #: The state folder. Nothing outside it is written.
    state: Path
    #: What a client of this server needs: endpoint, CA bundle, credentials, region.
    environment: dict[str, str]
    #: The Python that runs job scripts and model servers.
    python: str
    account_id: str
    #: `with context.changing():` around a change of state outside a request, for example from the thread of a job: no
    #: save happens during it, and one follows.
    changing: Callable[[], AbstractContextManager[None]]
    #: `with context.waiting():` around a long wait inside a request, for example for a child process: a save need not
    #: wait for it.
    waiting: Callable[[], AbstractContextManager[None]]
