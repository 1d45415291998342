"""What the server hands to every module in `services/`, each of which has `install(context)`.

Optional: `restore(context)`, called after a saved state was loaded, to put right what was running when it was saved;
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
    #: `with context.changing():` around a change of state outside a request, from a thread of a job for example:
    #: no save falls into the middle of it, and one follows.
    changing: Callable[[], AbstractContextManager[None]]
    #: `with context.waiting():` around a long wait inside a request, on a child process for example:
    #: a save need not wait for it.
    waiting: Callable[[], AbstractContextManager[None]]
