"""Script mode, as the sagemaker-training toolkit inside the scikit-learn container does it.

The hyperparameters name a script and its archive; all others become the script's arguments, and everything it may need
to know becomes a variable SM_*. See https://github.com/aws/sagemaker-training-toolkit.
"""

import json
import os
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..transfer import Transfer, TransferError, split
from .container import Container

HOST = "algo-1"
_OPT_ML = "/opt/ml"


class ScriptModeError(Exception):
    """The toolkit could not start the script."""


@dataclass(frozen=True)
class Script:
    command: list[str]
    environment: dict[str, str]
    folder: Path


def prepare(
    container: Container, transfer: Transfer, hyperparameters: dict[str, str], channels: list[str], instance_type: str
) -> Script:
    given = {name: _decoded(value) for name, value in hyperparameters.items()}
    program, archive = given.get("sagemaker_program"), given.get("sagemaker_submit_directory")
    if not program:
        raise ScriptModeError("the hyperparameter sagemaker_program, which names the script to run, is missing")
    folder = container.path(f"{_OPT_ML}/code")
    folder.mkdir(parents=True, exist_ok=True)
    if archive:
        _fetch(transfer, str(archive), folder, container)
    if not (folder / str(program)).is_file():
        raise ScriptModeError(
            f"the script {program!r} is not in {archive or 'sagemaker_submit_directory, which is missing'}"
        )
    users = {name: value for name, value in given.items() if not name.startswith("sagemaker_")}
    arguments = _arguments(users)
    runner = ["/bin/bash"] if str(program).endswith(".sh") else ["python"]
    environment = _environment(users, arguments, channels, str(program), str(archive), instance_type)
    return Script([*runner, str(program), *arguments], environment, folder)


def _decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _arguments(hyperparameters: dict[str, Any]) -> list[str]:
    words: list[str] = []
    for name in sorted(hyperparameters):
        value = hyperparameters[name]
        if isinstance(value, dict):
            value = ",".join(f"{key}={part}" for key, part in sorted(value.items()))
        words += [f"--{name}" if len(name) > 1 else f"-{name}", str(value)]
    return words


def _fetch(transfer: Transfer, uri: str, folder: Path, container: Container) -> None:
    if not uri.startswith("s3://"):
        return  # already in the container
    archive = container.folder / "tmp" / "sourcedir.tar.gz"
    bucket, key = split(uri)
    transfer.download_file(bucket, key, archive)
    try:
        with tarfile.open(archive) as content:
            content.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise TransferError(f"{uri} is not a tar archive that can be unpacked: {error}") from None
    archive.unlink()


def _environment(
    users: dict[str, Any], arguments: list[str], channels: list[str], program: str, archive: str, instance_type: str
) -> dict[str, str]:
    resources = resource_configuration(instance_type)
    facts: dict[str, Any] = {
        "channel_input_dirs": {name: f"{_OPT_ML}/input/data/{name}" for name in channels},
        "current_host": HOST,
        "current_instance_type": instance_type,
        "framework_module": "sagemaker_sklearn_container.training:main",
        "hosts": [HOST],
        "hyperparameters": users,
        "input_config_dir": f"{_OPT_ML}/input/config",
        "input_dir": f"{_OPT_ML}/input",
        "is_master": True,
        "log_level": 20,
        "master_hostname": HOST,
        "model_dir": f"{_OPT_ML}/model",
        "module_dir": archive,
        "module_name": Path(program).stem,
        "network_interface_name": "eth0",
        "num_cpus": os.cpu_count() or 1,
        "num_gpus": 0,
        "num_neurons": 0,
        "output_data_dir": f"{_OPT_ML}/output/data",
        "output_dir": f"{_OPT_ML}/output",
        "output_intermediate_dir": f"{_OPT_ML}/output/intermediate",
        "resource_config": resources,
        "user_entry_point": program,
    }
    variables = {f"SM_{name.upper()}": _text(value) for name, value in facts.items() if name not in _RENAMED}
    variables |= {
        "SM_CHANNELS": _text(sorted(channels)),
        "SM_HPS": _text(users),
        "SM_USER_ARGS": _text(arguments),
        "SM_TRAINING_ENV": _text(facts),
        "PYTHONPATH": f"{_OPT_ML}/code",
    }
    variables |= {f"SM_CHANNEL_{name.upper()}": path for name, path in facts["channel_input_dirs"].items()}
    variables |= {f"SM_HP_{name.upper().replace('-', '_')}": _text(value) for name, value in users.items()}
    return variables


_RENAMED = {"channel_input_dirs", "hyperparameters", "is_master", "master_hostname"}


def resource_configuration(instance_type: str) -> dict[str, Any]:
    group = {"instance_group_name": "homogeneousCluster", "instance_type": instance_type, "hosts": [HOST]}
    return {
        "current_host": HOST,
        "current_instance_type": instance_type,
        "current_group_name": "homogeneousCluster",
        "hosts": [HOST],
        "instance_groups": [group],
        "network_interface_name": "eth0",
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
