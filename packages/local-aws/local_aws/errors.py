"""Errors that keep the server from starting, each with a sentence for the user and its own exit code."""

import json
from pathlib import Path

#: Programs that start a server read this file too. argparse ends with `wrongArguments`.
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
