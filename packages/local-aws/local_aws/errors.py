"""What can stop the server from starting. Each has a sentence for the user and an exit code of its own."""


class StartError(Exception):
    """The server cannot start. The message says what was found and what to do."""

    exit_code = 1


class PortTaken(StartError):
    exit_code = 3


class AlreadyServed(StartError):
    exit_code = 4


class UnreadableState(StartError):
    exit_code = 5
