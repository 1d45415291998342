"""Runs the scripts as a pipeline does: through their command lines, on folders like those of a container."""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple, Optional

import errors
import evaluate
import numpy as np
import pandas as pd
import preprocess
import pytest
import train

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = {"preprocess": preprocess, "train": train, "evaluate": evaluate}
MESSAGES = {"preprocess": "output/message", "train": "output/failure", "evaluate": "output/message"}


class Result(NamedTuple):
    code: int
    message: Optional[str]
    """What the script wrote for the service to show, or None."""


class Run:
    """One pipeline run. `folder` corresponds to /opt/ml in a container."""

    def __init__(self, folder: Path, target: str, task: str, drop=(), metric: str = "", seed: int = 42):
        self.folder, self.target, self.task, self.drop = folder, target, task, list(drop)
        self.metric, self.seed = metric or ("r2" if task == "regression" else "roc_auc"), seed
        self.input, self.split = folder / "processing/input/data", folder / "processing/output"
        self.model, self.evaluation = folder / "model", folder / "processing/output/evaluation"
        self.input.mkdir(parents=True)

    def upload(self, data, name: str = "data.csv") -> "Run":
        """data: a table, a text or bytes."""
        if isinstance(data, pd.DataFrame):
            data = data.to_csv(index=False)
        (self.input / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return self

    def arguments(self, script: str) -> list:
        common = ["--target", self.target, "--task", self.task, "--seed", str(self.seed)]
        if script == "preprocess":
            drops = [part for name in self.drop for part in ("--drop", name)]
            return ["--input", str(self.input), "--output", str(self.split), *common, *drops]
        if script == "train":
            channels = [
                part for name in ("train", "validation", "schema") for part in (f"--{name}", str(self.split / name))
            ]
            return [*common, "--metric", self.metric, *channels, "--model-dir", str(self.model)]
        folders = ["--model", str(self.folder), "--test", str(self.split / "test"), "--output", str(self.evaluation)]
        return [*folders, *common]

    def run(self, script: str) -> Result:
        """Runs the script in this process, as `python script.py` would."""
        if script == "evaluate":
            self.pack()
        message = self.folder / MESSAGES[script]
        message.unlink(missing_ok=True)
        before = os.environ.get("SAGEMAKER_BASE_DIR")
        os.environ["SAGEMAKER_BASE_DIR"] = str(self.folder)
        try:
            code = errors.run(lambda: SCRIPTS[script].main(self.arguments(script)), MESSAGES[script])
        finally:
            if before is None:
                del os.environ["SAGEMAKER_BASE_DIR"]
            else:
                os.environ["SAGEMAKER_BASE_DIR"] = before
        return Result(code, message.read_text(encoding="utf-8") if message.exists() else None)

    def execute(self, script: str) -> subprocess.CompletedProcess:
        """Runs the script in a separate process."""
        command = [sys.executable, str(ROOT / "ml-src" / f"{script}.py"), *self.arguments(script)]
        environment = {**os.environ, "SAGEMAKER_BASE_DIR": str(self.folder)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=self.folder)

    def all(self) -> "Run":
        for script in SCRIPTS:
            assert self.run(script) == (0, None)
        return self

    def pack(self) -> Path:
        """model.tar.gz, as a training job uploads it."""
        archive = self.folder / "model.tar.gz"
        with tarfile.open(archive, "w:gz") as tar:
            for path in sorted(self.model.iterdir()):
                tar.add(path, path.name)
        return archive

    def table(self, split: str, **options) -> pd.DataFrame:
        return pd.read_csv(self.split / split / f"{split}.csv", **options)

    @property
    def schema(self) -> dict:
        return json.loads((self.split / "schema/schema.json").read_text(encoding="utf-8"))

    @property
    def report(self) -> dict:
        return json.loads((self.evaluation / "evaluation.json").read_text(encoding="utf-8"))


@pytest.fixture
def new_run(tmp_path):
    """A function that takes the arguments of Run except the folder."""
    made = []

    def make(target: str, task: str, **options) -> Run:
        made.append(None)
        return Run(tmp_path / f"run-{len(made)}", target, task, **options)

    return make


def machines(rows: int = 1500, seed: int = 1) -> pd.DataFrame:
    """Numbers and texts with gaps; "state" (three classes, one rare) and "cost" depend on them and some noise."""
    random = np.random.RandomState(seed)
    load, heat = random.uniform(0, 100, rows), random.normal(20, 5, rows)
    site = random.choice(["north", "south", "east, upper", 'the "old" one'], rows)
    risk = load / 40 + (heat - 20) / 5 + (site == "north") + random.normal(0, 0.25, rows)
    table = pd.DataFrame({"load": load.round(3), "heat": heat.round(3), "site": site})
    table["state"] = np.select([risk > 4, risk > 2], ["broken", "worn"], "good")
    table["cost"] = (100 * risk + random.normal(0, 5, rows)).round(2)
    table["broken"] = np.where(risk > 4, "yes", "no")
    for name, share in (("load", 0.05), ("heat", 0.1), ("site", 0.05)):
        table.loc[random.random_sample(rows) < share, name] = np.nan
    return table


@pytest.fixture(scope="session")
def machine_table() -> pd.DataFrame:
    return machines()


@pytest.fixture(scope="session")
def finished(tmp_path_factory, machine_table):
    """Finished runs by name: binary, multiclass and regression on the same rows. Do not change them."""

    def run(name: str, target: str, task: str) -> Run:
        drop = [other for other in ("state", "cost", "broken") if other != target]
        return Run(tmp_path_factory.mktemp(name) / "ml", target, task, drop).upload(machine_table).all()

    return {
        "binary": run("binary", "broken", "classification"),
        "multiclass": run("multiclass", "state", "classification"),
        "regression": run("regression", "cost", "regression"),
    }


@pytest.fixture(scope="session")
def ai4i_file(tmp_path_factory) -> Path:
    """The default data of the platform, generated by the command that `npm start` runs."""
    path = tmp_path_factory.mktemp("ai4i") / "ai4i2020.csv"
    command = [sys.executable, str(ROOT / "tools/sample-data/ai4i2020.py"), "--output", str(path)]
    subprocess.run(command, check=True)
    return path


@pytest.fixture(scope="session")
def ai4i(tmp_path_factory, ai4i_file) -> Run:
    """The finished run of the platform's default data."""
    drop = ["UDI", "Product ID", "TWF", "HDF", "PWF", "OSF", "RNF"]
    run = Run(tmp_path_factory.mktemp("ai4i-run") / "ml", "Machine failure", "classification", drop)
    return run.upload(ai4i_file.read_bytes(), "ai4i2020.csv").all()
