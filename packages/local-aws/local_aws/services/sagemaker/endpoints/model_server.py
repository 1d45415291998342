"""One running production variant: its folder, its process, and the connection to it."""

import http.client
import os
import secrets
import shutil
import socket
import subprocess
import tarfile
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path

from ....clients import client
from ....context import ServiceContext
from ..log_stream import LogStream
from ..transfer import Transfer, TransferError, split

_SERVING = Path(__file__).with_name("serving.py")
_START_SECONDS = 120.0
_ANSWER_SECONDS = 60.0  # as SageMaker allows for a real-time answer
_OPT_ML = "/opt/ml"


class NotHealthy(Exception):
    """The variant cannot serve. The message is a failure reason."""


class NoAnswer(Exception):
    """The variant did not answer in time, or its process ended because of the request."""


@dataclass(frozen=True)
class ContainerDefinition:
    model_data_url: str | None
    environment: dict[str, str]


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    body: bytes


class ModelServer:
    def __init__(
        self, context: ServiceContext, region: str, endpoint: str, variant: str, container: ContainerDefinition
    ) -> None:
        self._context = context
        self._region = region
        self._variant = variant
        self._container = container
        identity = uuid.uuid4().hex[:17]
        self._folder = context.state / "endpoints" / endpoint / f"{variant}-{identity}"
        self.log_stream_name = f"{variant}/i-{identity}"
        self._log = LogStream(context, region, f"/aws/sagemaker/Endpoints/{endpoint}", self.log_stream_name)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._closed = threading.Event()
        #: Every program on the machine can connect to the port; this key keeps the responses private.
        self._key = secrets.token_hex(20)

    def start(self) -> None:
        """Raises NotHealthy."""
        with self._lock:
            self._prepare()
            self._launch()

    def invoke(self, body: bytes, headers: dict[str, str]) -> Answer:
        """Raises NoAnswer or NotHealthy."""
        with self._lock:
            if self._closed.is_set():
                raise NotHealthy("The endpoint is being deleted.")
            if self._process is None or self._process.poll() is not None:
                self._launch()  # a process that died is started again, as a container would be
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_ANSWER_SECONDS)
        try:
            connection.request("POST", "/invocations", body, {**headers, "Authorization": self._key})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers.get("Content-Type", ""), answer.read())
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(str(error)) from None
        finally:
            connection.close()

    def close(self) -> None:
        self._closed.set()
        process = self._process
        if process is not None:
            process.kill()
            process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._folder.parent.is_dir() and not any(self._folder.parent.iterdir()):
            self._folder.parent.rmdir()

    def _prepare(self) -> None:
        opt_ml = self._folder / "opt" / "ml"
        (opt_ml / "model").mkdir(parents=True, exist_ok=True)
        (self._folder / "tmp").mkdir(exist_ok=True)
        submitted = self._container.environment.get("SAGEMAKER_SUBMIT_DIRECTORY", "")
        for uri, folder in ((self._container.model_data_url, "model"), (submitted, "code")):
            if uri and uri.startswith("s3://"):
                self._unpack(uri, opt_ml / folder)

    def _unpack(self, uri: str, folder: Path) -> None:
        transfer = Transfer(client(self._context, "s3", self._region), self._region)
        archive = self._folder / "tmp" / "archive.tar.gz"
        folder.mkdir(parents=True, exist_ok=True)
        try:
            transfer.download_file(*split(uri), archive)
            with tarfile.open(archive) as content:
                content.extractall(folder, filter="data")
        except TransferError as error:
            raise NotHealthy(
                f'Failed to download model data for container "container_1" from URL: "{uri}". Please ensure that '
                f"there is an object located at the URL and that the role passed to CreateModel has permissions to "
                f"download the object. ({error})"
            ) from None
        except tarfile.TarError:
            raise NotHealthy(
                f"Failed to extract model data archive from URL: {uri}. Please ensure that the object located at the "
                "URL is a valid tar.gz archive."
            ) from None
        finally:
            archive.unlink(missing_ok=True)

    def _launch(self) -> None:
        listening = socket.create_server(("127.0.0.1", 0))
        try:
            os.set_inheritable(listening.fileno(), True)
            self._port = listening.getsockname()[1]
            process = self._process = subprocess.Popen(
                [self._context.python, "-I", "-B", str(_SERVING), str(listening.fileno())],
                cwd=self._folder,
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                pass_fds=(listening.fileno(),),
                start_new_session=True,
            )
        finally:
            listening.close()
        threading.Thread(target=self._keep_log, args=(process,), daemon=True).start()
        if not self._healthy():
            process.kill()
            process.wait()
            raise NotHealthy(
                f"The primary container for production variant {self._variant} did not pass the ping health check. "
                "Please check CloudWatch logs for this endpoint."
            )

    def _healthy(self) -> bool:
        """Whether it answered the ping before it ended.

        The socket queues the ping while the model is loading, and resets it when the process ends, because no other
        process has that socket open.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_START_SECONDS)
        try:
            connection.request("GET", "/ping", headers={"Authorization": self._key})
            return connection.getresponse().status == 200 and not self._closed.is_set()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _keep_log(self, process: subprocess.Popen[bytes]) -> None:
        def flush() -> None:
            while not done.wait(0.5):
                self._log.flush()

        done = threading.Event()
        threading.Thread(target=flush, daemon=True).start()
        for raw in process.stdout:  # type: ignore[union-attr]
            line = raw.decode("utf-8", "replace").rstrip()
            if line:
                self._log.write(line)
        done.set()
        self._log.flush()

    def _environment(self) -> dict[str, str]:
        opt_ml = str(self._folder / "opt" / "ml")
        given = {name: value.replace(_OPT_ML, opt_ml) for name, value in self._container.environment.items()}
        return {
            **self._context.environment,
            "AWS_REGION": self._region,
            "AWS_DEFAULT_REGION": self._region,
            "HOME": str(self._folder),
            "TMPDIR": str(self._folder / "tmp"),
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join((str(Path(self._context.python).parent), os.environ.get("PATH", os.defpath))),
            "PYTHONUNBUFFERED": "1",
            "SAGEMAKER_BASE_DIR": opt_ml,
            "SM_MODEL_DIR": f"{opt_ml}/model",
            **given,
            "LOCAL_AWS_ENDPOINT_KEY": self._key,
        }
