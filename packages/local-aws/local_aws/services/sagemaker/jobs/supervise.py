"""Runs one command, and ends it when the server is gone, however that ended, because our stdin then closes.

Usage: python -I -S supervise.py COMMAND [ARGUMENT]...
"""

import os
import signal
import subprocess
import sys
import threading


def main() -> int:
    # A handler, not SIG_IGN: the command would inherit that, but it has to receive the signal.
    signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        command = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    except OSError as error:
        print(f"{sys.argv[1]}: {error.strerror}", file=sys.stderr)
        return 127
    threading.Thread(target=end_with_server, daemon=True).start()
    status = command.wait()
    return status if status >= 0 else 128 - status


def end_with_server() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
