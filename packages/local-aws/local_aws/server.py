"""The life of the server: from an empty or saved state folder to a clean end."""

import datetime
import gc
import logging
import os
import signal
import socket
import sys
import tempfile
import threading
from pathlib import Path

from moto.core import DEFAULT_ACCOUNT_ID

from . import certificates, control, operations, services
from .access.entrance import Entrance
from .access.keys import Key, Keys
from .application import Application
from .context import ServiceContext
from .folder import StateFolder
from .listener import HOST, Listener, bind
from .state.keeper import Keeper

REGION = "us-east-1"
_log = logging.getLogger("local_aws")


def serve(state: Path, port: int) -> None:
    """Returns after SIGTERM or SIGINT. Raises StartError."""
    # Jobs, functions and endpoints inherit this, so that what they write is private too.
    os.umask(0o077)
    folder = StateFolder(state)
    bound = bind(port)
    # Whatever moto spools to disk also stays in the folder.
    tempfile.tempdir = str(folder.scratch())
    tls, bundle = certificates.prepare(folder.path)
    url = f"https://{HOST}:{bound.getsockname()[1]}"
    keys = Keys()
    environment = client_environment(url, bundle, keys.owner)
    keeper = Keeper(folder.state_file)
    context = ServiceContext(
        state=folder.path,
        environment=environment,
        python=sys.executable,
        account_id=DEFAULT_ACCOUNT_ID,
        changing=keeper.changing,
        waiting=keeper.gate.outside,
    )
    operations.install()
    modules = services.load()
    services.install(modules, context)
    gc.freeze()
    gc.enable()
    listener = Listener(bound, Entrance(Application(keeper), keys, bound.getsockname()[1], control.PREFIX), tls)
    restored = keeper.load()
    ended = _end_on_signal()
    threading.Thread(target=listener.serve_forever, name="listener", daemon=True).start()
    if restored:
        services.restore(modules, context)
    keeper.start()
    folder.announce(
        {
            "pid": os.getpid(),
            "port": bound.getsockname()[1],
            "url": url,
            "startedAt": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "account": DEFAULT_ACCOUNT_ID,
            "saved": restored,
            "processFolders": [str(folder.path / name) for name in ("jobs", "endpoints")],
            "environment": environment,
        }
    )
    _log.info("The local AWS answers at %s, %s", url, "with its saved state" if restored else "empty")
    ended.recv(1)
    _log.info("Stopping")
    services.shutdown(modules, context)
    listener.shutdown()
    keeper.stop()
    folder.withdraw()
    _log.info("Stopped")


def client_environment(url: str, bundle: Path, owner: Key) -> dict[str, str]:
    """The variables that make an unmodified AWS client talk to this server and trust it."""
    trust = str(bundle)
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_CA_BUNDLE": trust,
        "NODE_EXTRA_CA_CERTS": trust,
        "SSL_CERT_FILE": trust,
        "REQUESTS_CA_BUNDLE": trust,
        "AWS_ACCESS_KEY_ID": owner.identifier,
        "AWS_SECRET_ACCESS_KEY": owner.secret,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def _end_on_signal() -> socket.socket:
    """Becomes readable with the first SIGTERM or SIGINT, whichever thread the system delivers it to.

    Waiting for an Event would not work: Python runs handlers in the main thread, and a signal delivered to another
    thread does not wake it.
    """
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.detach())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    return reader
