"""The substitute for a container: a folder with opt/ml inside, and a process that sees it as the real one."""

import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import IO

_SUPERVISE = Path(__file__).with_name("supervise.py")
_OPT_ML = re.compile(r"/opt/ml(?![\w-])")
_PYTHONS = re.compile(r"python(3(\.\d+)?)?")
#: Seconds between SIGTERM and SIGKILL. SageMaker allows 120, which is too long for local work.
GRACE = 20.0


class Ending(Enum):
    EXITED = "exited"
    STOPPED = "stopped"
    TIMED_OUT = "timed out"


@dataclass(frozen=True)
class Exit:
    ending: Ending
    code: int
    #: The last line of the standard error that is not blank.
    last_error: str


class Container:
    def __init__(self, folder: Path, python: str) -> None:
        self.folder = folder
        self.opt_ml = folder / "opt" / "ml"
        self._python = python
        self._process: subprocess.Popen[bytes] | None = None
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "tmp").mkdir(parents=True)
        self.opt_ml.mkdir(parents=True)

    def path(self, inside: str) -> Path:
        """The real location of a path in the container. It can never be outside the folder."""
        parts = [part for part in inside.split("/") if part not in ("", ".", "..")]
        return self.folder.joinpath(*parts)

    def translate(self, text: str) -> str:
        return _OPT_ML.sub(lambda _: str(self.opt_ml), text)

    def run(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        cwd: Path,
        seconds: float,
        stop: threading.Event,
        on_line: Callable[[str], None],
        on_pause: Callable[[], None],
    ) -> Exit:
        """Run to the end, for at most `seconds`.

        `on_line` gets every line, one after the other; `on_pause` is called a few times a second.
        """
        words = [self.translate(word) for word in command]
        if _PYTHONS.fullmatch(words[0]):
            words[0] = self._python
        process = subprocess.Popen(
            [self._python, "-I", "-S", str(_SUPERVISE), *words],
            cwd=cwd,
            env=self._environment(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self._process = process
        try:
            errors: list[str] = [""]
            lock = threading.Lock()
            readers = [
                threading.Thread(target=_read, args=(stream, lock, on_line, last), daemon=True)
                for stream, last in ((process.stdout, None), (process.stderr, errors))
            ]
            for reader in readers:
                reader.start()
            ending = _wait(process, seconds, stop, on_pause)
            for reader in readers:
                reader.join(5)
            return Exit(ending, process.wait(), errors[0])
        finally:
            _signal(process, signal.SIGKILL)
            process.stdin.close()  # type: ignore[union-attr]
            process.wait()

    def kill(self) -> None:
        if self._process:
            _signal(self._process, signal.SIGKILL)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _environment(self, given: Mapping[str, str]) -> dict[str, str]:
        path = os.pathsep.join((str(Path(self._python).parent), os.environ.get("PATH", os.defpath)))
        return {
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder / "tmp"),
            "LANG": "C.UTF-8",
            "PATH": path,
            "PYTHONUNBUFFERED": "1",
            "PYTHONIOENCODING": "UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "SAGEMAKER_BASE_DIR": str(self.opt_ml),
            **{name: self.translate(value) for name, value in given.items()},
        }


def _wait(
    process: subprocess.Popen[bytes], seconds: float, stop: threading.Event, on_pause: Callable[[], None]
) -> Ending:
    deadline = time.monotonic() + seconds
    ending = Ending.EXITED
    killed_at = 0.0
    while True:
        try:
            process.wait(0.1)
            return ending
        except subprocess.TimeoutExpired:
            on_pause()
        now = time.monotonic()
        if ending is Ending.EXITED and (stop.is_set() or now >= deadline):
            ending = Ending.STOPPED if stop.is_set() else Ending.TIMED_OUT
            killed_at = now + GRACE
            _signal(process, signal.SIGTERM)
        elif ending is not Ending.EXITED and now >= killed_at:
            _signal(process, signal.SIGKILL)


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return


def _read(stream: IO[bytes], lock: threading.Lock, on_line: Callable[[str], None], last: list[str] | None) -> None:
    for raw in stream:
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if not line.strip():
            continue
        if last is not None:
            last[0] = line.strip()
        with lock:
            on_line(line)
