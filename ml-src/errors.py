"""Errors in the user's data, as a sentence, and where a container has to write it."""

import os
import sys
import traceback
from pathlib import Path
from typing import Callable, Optional


class DataError(ValueError):
    """The data cannot be used. The message is one sentence that names column and row; row 1 is the header."""


def quoted(names) -> str:
    """`"a", "b"`; at most ten names, to keep messages readable."""
    shown = [f'"{name}"' for name in list(names)[:10]]
    hidden = len(list(names)) - len(shown)
    return ", ".join(shown) + (f" and {hidden} more" if hidden > 0 else "")


def run(main: Callable[[], None], failure_file: str) -> Optional[int]:
    """
    Runs a script and writes the reason of a failure where SageMaker looks for it.

    failure_file: below /opt/ml (or $SAGEMAKER_BASE_DIR): "output/message" becomes ExitMessage of a processing job,
    "output/failure" becomes FailureReason of a training job. Both are cut at 1,024 characters by the service.
    Returns the exit code: 0, or 1 with the sentence as the last line of the log.
    """
    try:
        main()
        return 0
    except DataError as error:
        reason = f"DataError: {error}"
    except Exception as error:  # noqa: BLE001 - the container's last chance to say what happened
        traceback.print_exc()
        reason = f"{type(error).__name__}: {error}"
    path = Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml")) / failure_file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(reason[:1024], encoding="utf-8")
    except OSError:
        # Outside a container this folder may not exist; the log has the sentence in any case.
        pass
    print(reason, file=sys.stderr, flush=True)
    return 1
