"""Identifiers and leaks are reported with their reasons; other columns are not."""

import json
import subprocess
import sys
import time
from pathlib import Path

import inspect_data
import numpy as np
import pandas as pd
import pytest

GENERATOR = Path(__file__).resolve().parents[3] / "tools/sample-data/ai4i2020.py"
ROWS = 400
IDENTIFIERS = {
    "serial number": ("part", np.arange(ROWS) + 5000, f"{ROWS} of {ROWS} values are different."),
    "code": ("part", [f"L{i}" for i in range(ROWS)], f"{ROWS} of {ROWS} values are different."),
    "repeated customer": ("customer_id", np.arange(ROWS) % 150, "its name says so, and it holds 150 different values."),
    "camel case": ("customerId", np.arange(ROWS) % 150, "its name says so, and it holds 150 different values."),
}


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_identifiers_are_named(look, name, table):
    column, values, reason = IDENTIFIERS[name]
    assert look(table(**{column: values}))["identifiers"] == [{"column": column, "reason": reason}]
    assert look(table(**{column: values}), drop=[column])["identifiers"] == []


@pytest.mark.parametrize("column", ["humid", "paid", "valid"])
def test_a_measurement_is_no_identifier(look, column, table):
    values = np.random.RandomState(2)
    assert look(table(**{column: values.normal(size=ROWS)}))["identifiers"] == []
    assert look(table(**{column: values.randint(0, 100, ROWS)}))["identifiers"] == []


def test_a_copy_of_the_target_is_a_leak(look, table):
    data = table(y=np.random.RandomState(3).normal(size=ROWS))
    (found,) = look(data.assign(twin=data["y"] * 3 + 1))["leaks"]
    assert found["column"] == "twin" and found["score"] >= 0.98
    assert found["reason"] == f"alone it predicts the target with R2 {found['score']:.3f}."


def test_a_renamed_class_is_a_leak(look, table):
    data = table(y=np.random.RandomState(3).choice(["good", "fair", "bad"], ROWS))
    found = look(data.assign(grade=data["y"].str[0]))["leaks"]
    assert found == [
        {"column": "grade", "score": 1.0, "reason": "alone it predicts the target with balanced accuracy 1.000."}
    ]


def test_a_good_feature_is_no_leak(look, table):
    data = table(y=np.random.RandomState(3).normal(size=ROWS))
    noisy = data["y"] + np.random.RandomState(4).normal(0, 0.3, ROWS)
    assert look(data.assign(noisy=noisy))["leaks"] == []


def test_failure_flags_of_the_default_data_are_leaks_and_its_numbers_identifiers(tmp_path, capsys):
    ai4i_file = tmp_path / "ai4i2020.csv"
    subprocess.run([sys.executable, str(GENERATOR), "--output", str(ai4i_file)], check=True)
    started = time.perf_counter()
    inspect_data.main(["--csv", str(ai4i_file), "--target", "Machine failure"])
    assert time.perf_counter() - started < 10  # about 2 s on an idle machine
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["task"], report["metric"]) == (10_000, "classification", "average_precision")
    assert [found["column"] for found in report["identifiers"]] == ["UDI", "Product ID"]
    assert [found["column"] for found in report["leaks"]] == ["TWF", "HDF", "PWF", "OSF"]
    failures = pd.read_csv(ai4i_file)["HDF"].sum()
    assert report["leaks"][1]["reason"] == (f"whenever it is 1 ({failures} rows), the target is 1 in 100% of the rows.")


def test_a_flag_set_where_the_class_is_common_anyway_is_no_leak(look, table):
    target = np.where(np.arange(ROWS) % 10 == 0, "rare", "common")
    flag = (np.arange(ROWS) % 10 == 5).astype(int)
    assert look(table(y=target, flag=flag))["leaks"] == []


def test_an_empty_column_is_neither(look, table):
    report = look(table(empty=np.nan))
    assert (report["identifiers"], report["leaks"], report["problems"]) == ([], [], [])
    assert report["warnings"] == ['"empty" is empty and will not be used.']
