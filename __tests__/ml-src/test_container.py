"""The contract with the containers: scripts as processes, environment variables, and an extracted model.tar.gz."""

import ast
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import joblib
import pytest
from table import load_split

SOURCE = Path(__file__).resolve().parents[2] / "ml-src"


def test_the_scripts_run_one_after_another_in_processes_of_their_own(new_run, machine_table):
    run = new_run("cost", "regression", drop=["state", "broken"]).upload(machine_table)
    for script in ("preprocess", "train", "evaluate"):
        if script == "evaluate":
            run.pack()
        done = run.execute(script)
        assert done.returncode == 0, done.stderr
    assert run.report["metrics"]["r2"] > run.report["baseline"]["r2"]


def test_a_failure_ends_with_the_sentence_and_exit_code_1(new_run):
    run = new_run("y", "classification").upload("a,b\n1,2\n")
    done = run.execute("preprocess")
    sentence = 'DataError: data.csv has no column "y" (the target); its columns: "a", "b"'
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")
    assert (run.folder / "output/message").read_text() == sentence


def test_a_crash_leaves_its_reason_where_a_training_job_looks(new_run, finished):
    run = new_run("broken", "classification")
    done = run.execute("train")
    reason = (run.folder / "output/failure").read_text()
    assert done.returncode == 1
    assert reason.startswith("FileNotFoundError: ")
    assert "Traceback" in done.stderr and done.stderr.splitlines()[-1] == reason


def test_train_takes_its_folders_from_the_toolkit(finished, tmp_path):
    run = finished["regression"]
    channels = {f"SM_CHANNEL_{name.upper()}": str(run.split / name) for name in ("train", "validation", "schema")}
    environment = {**os.environ, **channels, "SM_MODEL_DIR": str(tmp_path / "model")}
    command = [sys.executable, str(SOURCE / "train.py"), "--target", "cost", "--task", "regression", "--metric", "r2"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "model/model.joblib").exists()


SERVE = """
import json, sys
sys.path[:] = [path for path in sys.path if not path.rstrip("/").endswith("ml-src")] + [sys.argv[1] + "/code"]
import inference
model = inference.model_fn(sys.argv[1])
body = sys.stdin.read()
print(inference.output_fn(inference.predict_fn(inference.input_fn(body, "application/json"), model))[0])
"""


@pytest.mark.parametrize("name", ["multiclass", "regression"])
def test_the_handler_needs_nothing_but_what_travels_in_the_archive(finished, tmp_path, name):
    run = finished[name]
    with tarfile.open(run.pack()) as archive:
        archive.extractall(tmp_path / "model")
    command = [sys.executable, "-I", "-W", "error", "-W", "ignore::DeprecationWarning", "-c", SERVE]
    body = json.dumps(run.report["sample"])
    done = subprocess.run([*command, str(tmp_path / "model")], input=body, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    answers = json.loads(done.stdout)["predictions"]
    features, _ = load_split(run.split / "test/test.csv", run.schema)
    predicted = joblib.load(run.model / "model.joblib").predict(features.head(3)).tolist()
    assert [answer["label"] if name == "multiclass" else answer for answer in answers] == predicted


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*.py")), ids=lambda path: path.name)
def test_every_script_is_python_3_8(path):
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


#: The packages of the scikit-learn 1.2-1 container, beyond Python's own.
CONTAINER = {"joblib", "numpy", "pandas", "sklearn", "threadpoolctl", "werkzeug"}


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*.py")), ids=lambda path: path.name)
def test_no_script_imports_what_the_container_lacks(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    own = {other.stem for other in SOURCE.glob("*.py")}
    assert {name.split(".")[0] for name in imported} <= CONTAINER | own | set(sys.stdlib_module_names)
