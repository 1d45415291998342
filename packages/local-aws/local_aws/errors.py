"""What can stop the server from starting. Each has a sentence for the user and an exit code of its own."""

import json
from pathlib import Path

#: Programs that start a server read this file too. `wrongArguments` is what argparse ends with.
EXIT_CODES: dict[str, int] = json.loads(Path(__file__).with_name("exit-codes.json").read_text())


class StartError(Exception):
    """The server cannot start. The message says what was found and what to do."""

    exit_code = EXIT_CODES["failed"]


class PortTaken(StartError):
    exit_code = EXIT_CODES["portTaken"]


class AlreadyServed(StartError):
    exit_code = EXIT_CODES["alreadyServed"]


class UnreadableState(StartError):
    exit_code = EXIT_CODES["unreadableState"]
