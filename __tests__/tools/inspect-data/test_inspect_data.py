"""inspect_data.py: its report about a file before anything is deployed."""

import json

import inspect_data
import numpy as np

ROWS = 400


def test_rows_and_columns_are_described(look, table):
    data = table()
    data.loc[:9, "a"] = np.nan
    report = look(data)
    assert (report["rows"], report["target"], report["problems"]) == (ROWS, "y", [])
    assert report["columns"] == [
        {"name": "a", "type": "numeric", "missing": 10, "distinct": ROWS - 10},
        {"name": "b", "type": "text", "missing": 0, "distinct": 3},
        {"name": "y", "type": "numeric", "missing": 0, "distinct": 2},
    ]
    assert (report["identifiers"], report["leaks"]) == ([], [])


def test_a_file_that_is_not_there(capsys, tmp_path):
    path = tmp_path / "nothing.csv"
    assert inspect_data.main(["--csv", str(path), "--target", "y"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == [f"{path} cannot be read: No such file or directory."]
