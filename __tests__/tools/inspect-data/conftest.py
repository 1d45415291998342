"""Shared by the tests of tools/inspect-data: a table to vary, and its inspection through the command line."""

import json

import inspect_data
import numpy as np
import pandas as pd
import pytest

ROWS = 400


@pytest.fixture
def look(tmp_path, capsys):
    """A function: data (a table, a text or bytes) -> what the command line prints."""

    def run(data, target: str = "y", drop=(), task: str = "") -> dict:
        path = tmp_path / "data.csv"
        text = data.to_csv(index=False) if isinstance(data, pd.DataFrame) else data
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        arguments = ["--csv", str(path), "--target", target, *(part for name in drop for part in ("--drop", name))]
        assert inspect_data.main([*arguments, *(["--task", task] if task else [])]) == 0
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def table():
    """A function: columns to add or to replace -> a table of 400 rows in which nothing is suspicious."""

    def make(**columns) -> pd.DataFrame:
        random = np.random.RandomState(0)
        plain = {"a": random.normal(size=ROWS), "b": random.choice(["x", "y", "z"], ROWS)}
        return pd.DataFrame({**plain, "y": random.choice([0, 1], ROWS), **columns})

    return make
