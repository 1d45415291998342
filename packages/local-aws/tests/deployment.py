"""The stack in the folder `terraform`, deployed by the real provider."""

import itertools
import os
import shutil
import subprocess
import threading
from pathlib import Path

from tests.support import ROOT, LocalAws, zipped

SOURCE = Path(__file__).with_name("terraform")
PROVIDER = "registry.terraform.io/hashicorp/aws"
UNATTENDED = ("-input=false", "-no-color")


def find_mirror() -> Path | None:
    """A folder of providers on this machine, recognized by its structure, as this project's CLI does."""
    roots = [Path.home() / ".terraform.d", *map(Path, ("/opt", "/usr/local", "/usr/share", "/var/lib", "/srv"))]
    for root, depth in itertools.product(roots, ("", "*/", "*/*/")):
        found = next(root.glob(f"{depth}{PROVIDER}"), None)
        if found:
            return found.parents[2]
    return None


class Terraform:
    def __init__(self, folder: Path, aws: LocalAws) -> None:
        self._folder = folder
        self._aws = aws
        for source in SOURCE.glob("*.tf"):
            shutil.copy(source, folder)
        (folder / "function.zip").write_bytes(zipped({"index.js": "exports.handler = async () => 1;"}))
        mirror = find_mirror()
        method = f'filesystem_mirror {{ path = "{mirror}" }}' if mirror else "direct {}"
        (folder / "terraform.rc").write_text(f"provider_installation {{ {method} }}\n")
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_"))},
            "CHECKPOINT_DISABLE": "1",
            "TF_CLI_CONFIG_FILE": str(folder / "terraform.rc"),
            "TF_VAR_function_zip": str(folder / "function.zip"),
        }

    def run(self, *arguments: str) -> tuple[int, str]:
        path = os.pathsep.join([str(ROOT / ".tools" / "terraform"), os.environ["PATH"]])
        terraform = shutil.which("terraform", path=path)
        assert terraform, "terraform is neither on the PATH nor in .tools"
        done = subprocess.run(
            [terraform, *arguments],
            cwd=self._folder,
            # Each start of the server has a new key.
            env={**self._environment, **self._aws.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout


class Deployment:
    """Starts a server and the deployment of the folder `terraform` to it."""

    def __init__(self, folder: Path) -> None:
        self.aws = LocalAws(folder / "state").start()
        (folder / "stack").mkdir()
        self._terraform = Terraform(folder / "stack", self.aws)
        self._failure = ""
        self._thread = threading.Thread(target=self._deploy)
        self._thread.start()

    def wait(self) -> None:
        self._thread.join()
        assert not self._failure, self._failure

    def plan(self) -> tuple[int, str]:
        """0: no changes, 1: an error, 2: changes."""
        return self._terraform.run("plan", "-detailed-exitcode", *UNATTENDED)

    def destroy(self) -> tuple[int, str]:
        return self._terraform.run("destroy", "-auto-approve", *UNATTENDED)

    def _deploy(self) -> None:
        for arguments in (("init",), ("apply", "-auto-approve")):
            code, output = self._terraform.run(*arguments, *UNATTENDED)
            if code != 0:
                self._failure = output
                return
