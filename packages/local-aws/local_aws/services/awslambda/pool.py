"""The warm processes of all functions: reused until code or configuration change, ended after some idle minutes."""

import os
import shutil
import threading
import time
import uuid
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from moto.awslambda.models import LambdaFunction

from ...context import ServiceContext
from .process import FunctionProcess, Outcome, Program

_IDLE_SECONDS = 180.0


class Pool:
    def __init__(self, context: ServiceContext) -> None:
        self._context = context
        self._folder = context.state / "lambda"
        self._lock = threading.Lock()
        self._idle: dict[Program, list[tuple[FunctionProcess, float]]] = {}
        self._busy: set[FunctionProcess] = set()
        self._closed = False
        # The code is unpacked from the state again when needed; what an earlier server left may be stale.
        shutil.rmtree(self._folder, ignore_errors=True)
        threading.Thread(target=self._reap, name="lambda-reaper", daemon=True).start()

    def invoke(
        self, function: LambdaFunction, request_id: str, event: Any, client_context: Any
    ) -> tuple[Outcome, str, float | None]:
        """The outcome, its log stream, and how long the start took if there was one (seconds)."""
        program = self._program(function)
        process = self._take(program)
        cold = process is None
        if process is None:
            process = FunctionProcess(program, _log_stream(function))
            with self._lock:
                self._busy.add(process)
        try:
            outcome = process.invoke(request_id, function.function_arn, event, client_context)
        finally:
            with self._lock:
                self._busy.discard(process)
        if outcome.usable and process.alive and not self._closed:
            with self._lock:
                self._idle.setdefault(program, []).append((process, time.monotonic()))
        else:
            process.kill()
        return outcome, process.log_stream, process.init_seconds if cold else None

    def close(self) -> None:
        self._closed = True
        with self._lock:
            processes = [process for idle in self._idle.values() for process, _ in idle] + list(self._busy)
            self._idle.clear()
        for process in processes:
            process.kill()

    def _take(self, program: Program) -> FunctionProcess | None:
        with self._lock:
            idle = self._idle.get(program, [])
            while idle:
                process, _ = idle.pop()
                if process.alive:
                    self._busy.add(process)
                    return process
        return None

    def _program(self, function: LambdaFunction) -> Program:
        return Program(
            folder=self._unpacked(function),
            timeout=int(function.timeout),
            memory_mb=int(function.memory_size),
            environment=tuple(sorted(self._environment(function).items())),
        )

    def _environment(self, function: LambdaFunction) -> dict[str, str]:
        return {
            **self._context.environment,
            **{name: str(value) for name, value in (function.environment_vars or {}).items()},
            "AWS_REGION": function.region,
            "AWS_DEFAULT_REGION": function.region,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.run_time}",
            "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
            "AWS_LAMBDA_FUNCTION_VERSION": str(function.version),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_FORMAT": (function.logging_config or {}).get("LogFormat", "Text"),
            "AWS_LAMBDA_LOG_GROUP_NAME": function.logs_group_name,
            "LAMBDA_TASK_ROOT": str(self._unpacked(function)),
            "LANG": "en_US.UTF-8",
            "PATH": os.environ.get("PATH", ""),
            "TZ": ":UTC",
            "_HANDLER": function.handler,
        }

    def _unpacked(self, function: LambdaFunction) -> Path:
        folder = self._folder / function.function_name / function.code_digest[:16]
        with self._lock:
            if not folder.is_dir():
                draft = folder.with_suffix(".tmp")
                shutil.rmtree(draft, ignore_errors=True)
                with zipfile.ZipFile(BytesIO(function.code_bytes)) as archive:
                    archive.extractall(draft)
                draft.rename(folder)
        return folder

    def _reap(self) -> None:
        while not self._closed:
            time.sleep(_IDLE_SECONDS / 6)
            ended = []
            with self._lock:
                for program, idle in list(self._idle.items()):
                    fresh = [entry for entry in idle if time.monotonic() - entry[1] < _IDLE_SECONDS]
                    ended += [process for process, _ in idle if process not in [entry[0] for entry in fresh]]
                    self._idle[program] = fresh
                self._idle = {program: idle for program, idle in self._idle.items() if idle}
            for process in ended:
                process.kill()


def _log_stream(function: LambdaFunction) -> str:
    return f"{time.strftime('%Y/%m/%d', time.gmtime())}/[{function.version}]{uuid.uuid4().hex}"
