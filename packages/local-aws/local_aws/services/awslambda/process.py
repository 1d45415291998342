"""One Node process that runs one function, one invocation at a time."""

import json
import os
import queue
import shutil
import subprocess
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_RUNNER = Path(__file__).with_name("runner.mjs")
_INIT_SECONDS = 30.0  # AWS gives 10; this machine may be busy
_GONE = "gone"


class NoNode(Exception):
    def __init__(self) -> None:
        super().__init__("The local AWS found no `node` on the PATH to run Lambda functions with. Install Node.js.")


@dataclass(frozen=True)
class Program:
    """Everything that distinguishes processes; equal programs can share one."""

    folder: Path
    timeout: int
    memory_mb: int
    environment: tuple[tuple[str, str], ...]


@dataclass
class Outcome:
    payload: str
    failed: bool
    seconds: float
    #: (milliseconds since 1970, line)
    log: list[tuple[int, str]] = field(default_factory=list)
    memory_mb: int = 0
    #: Whether the process can take another invocation.
    usable: bool = True


class FunctionProcess:
    def __init__(self, program: Program, log_stream: str) -> None:
        node = shutil.which("node")
        if node is None:
            raise NoNode
        began = time.monotonic()
        self._program = program
        self.log_stream = log_stream
        self._answers: queue.Queue[Any] = queue.Queue()
        self._log: list[tuple[int, str]] = []
        self._log_closed = threading.Event()
        read_end, write_end = os.pipe()
        environment = {
            **dict(program.environment),
            "AWS_LAMBDA_LOG_STREAM_NAME": log_stream,
            "LOCAL_AWS_ANSWERS": str(write_end),
        }
        self._process = subprocess.Popen(
            [node, f"--max-old-space-size={program.memory_mb}", str(_RUNNER)],
            cwd=program.folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(write_end,),
            start_new_session=True,
        )
        os.close(write_end)
        threading.Thread(target=self._read_answers, args=(read_end,), daemon=True).start()
        threading.Thread(target=self._read_log, daemon=True).start()
        self._init_failure = self._initialize()
        self.init_seconds: float | None = time.monotonic() - began

    def invoke(self, request_id: str, arn: str, event: Any, client_context: Any = None) -> Outcome:
        if self._init_failure is not None:
            return self._ended(self._init_failure, self.init_seconds or 0.0)
        request = {
            "id": request_id,
            "arn": arn,
            "event": event,
            "timeout": self._program.timeout,
            "clientContext": client_context,
            "traceId": f"Root=1-{int(time.time()):08x}-{uuid.uuid4().hex[:24]};Sampled=0",
        }
        began = time.monotonic()
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")  # type: ignore[union-attr]
            self._process.stdin.flush()  # type: ignore[union-attr]
            answer = self._answers.get(timeout=self._program.timeout)
        except queue.Empty:
            text = f"Task timed out after {self._program.timeout:.2f} seconds"
            error = {"errorType": "Sandbox.Timedout", "errorMessage": f"RequestId: {request_id} Error: {text}"}
            outcome = self._ended(error, float(self._program.timeout))
            outcome.log.append((_now(), f"{_stamp()} {request_id} {text}"))
            return outcome
        except BrokenPipeError:
            answer = _GONE
        seconds = time.monotonic() - began
        if answer == _GONE:
            status = self._process.wait()
            how = f"signal: {-status}" if status < 0 else f"exit status {status}"
            text = f"RequestId: {request_id} Error: Runtime exited with error: {how}"
            return self._ended({"errorType": "Runtime.ExitError", "errorMessage": text}, seconds)
        return self._outcome(answer, seconds)

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def _initialize(self) -> dict[str, Any] | None:
        """The error, if there was one."""
        try:
            answer = self._answers.get(timeout=_INIT_SECONDS)
        except queue.Empty:
            return {"errorType": "Sandbox.Timedout", "errorMessage": "Error: the init phase timed out"}
        if answer == _GONE:
            status = self._process.wait()
            return {"errorType": "Runtime.ExitError", "errorMessage": f"Error: Runtime exited with status {status}"}
        self._log_closed.clear()
        return answer.get("error")

    def _outcome(self, answer: dict[str, Any], seconds: float) -> Outcome:
        self._log_closed.wait(5)
        self._log_closed.clear()
        log, self._log = self._log, []
        error = answer.get("error")
        return Outcome(
            payload=json.dumps(error) if error else answer["result"],
            failed=error is not None,
            seconds=seconds,
            log=log,
            memory_mb=answer.get("memory", 0) >> 20,
            usable=not answer.get("ends", False),
        )

    def _ended(self, error: dict[str, Any], seconds: float) -> Outcome:
        self.kill()
        self._log_closed.wait(5)
        return Outcome(json.dumps(error), failed=True, seconds=seconds, log=self._log, usable=False)

    def _read_answers(self, descriptor: int) -> None:
        with os.fdopen(descriptor, "rb") as answers:
            for line in answers:
                self._answers.put(json.loads(line))
        self._answers.put(_GONE)

    def _read_log(self) -> None:
        for line in self._process.stdout:  # type: ignore[union-attr]
            text, closing, _ = line.partition(b"\0")
            if text.rstrip(b"\n"):
                self._log.append((_now(), text.decode("utf-8", "replace").rstrip("\n")))
            if closing:
                self._log_closed.set()
        self._log_closed.set()


def _now() -> int:
    return int(time.time() * 1000)


def _stamp() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
