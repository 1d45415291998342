"""inspect_data.py: what it says of a file before anything is deployed."""

import json
import time

import inspect_data
import numpy as np
import pandas as pd
import pytest

ROWS = 400


@pytest.fixture
def look(tmp_path, capsys):
    """A function: data (a table, a text or bytes) -> what the command line prints."""

    def run(data, target: str = "y", drop=()) -> dict:
        path = tmp_path / "data.csv"
        text = data.to_csv(index=False) if isinstance(data, pd.DataFrame) else data
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        arguments = ["--csv", str(path), "--target", target, *(part for name in drop for part in ("--drop", name))]
        assert inspect_data.main(arguments) == 0
        return json.loads(capsys.readouterr().out)

    return run


def table(**columns) -> pd.DataFrame:
    random = np.random.RandomState(0)
    plain = {"a": random.normal(size=ROWS), "b": random.choice(["x", "y", "z"], ROWS), "y": random.choice([0, 1], ROWS)}
    return pd.DataFrame({**plain, **columns})


def test_rows_and_columns_are_described(look):
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


random = np.random.RandomState(1)
TARGETS = {
    "two numbers": (random.choice([0, 1], ROWS), "classification", "it holds two values."),
    "two words": (random.choice(["no", "yes"], ROWS), "classification", "it holds 2 different texts."),
    "truth values": (random.choice([True, False], ROWS), "classification", "it holds 2 different texts."),
    "fractions": (random.normal(size=ROWS), "regression", "it holds numbers with fractions."),
    "many whole numbers": (np.arange(ROWS) % 300, "regression", "it holds 300 different whole numbers."),
    "few whole numbers": (
        random.randint(0, 6, ROWS),
        None,
        "it holds 6 different whole numbers, which may be classes or a count.",
    ),
    "a text a row": (
        [f"remark {i}" for i in range(ROWS)],
        None,
        "it holds 400 different texts, too many for classes.",
    ),
    "numbers and a word": (
        ["unknown", *(f"{i}.5" for i in range(ROWS - 1))],
        None,
        'it holds numbers, but also texts such as "unknown".',
    ),
}


@pytest.mark.parametrize("name", TARGETS)
def test_the_task_is_inferred_where_it_is_clear(look, name):
    values, task, reason = TARGETS[name]
    report = look(table(y=values))
    assert (report["task"], report["taskReason"], report["problems"]) == (task, reason, [])


IDENTIFIERS = {
    "serial number": ("part", np.arange(ROWS) + 5000, f"{ROWS} of {ROWS} values are different."),
    "code": ("part", [f"L{i}" for i in range(ROWS)], f"{ROWS} of {ROWS} values are different."),
    "repeated customer": ("customer_id", np.arange(ROWS) % 150, "of its name, and it holds 150 different values."),
    "camel case": ("customerId", np.arange(ROWS) % 150, "of its name, and it holds 150 different values."),
}


@pytest.mark.parametrize("name", IDENTIFIERS)
def test_identifiers_are_named(look, name):
    column, values, reason = IDENTIFIERS[name]
    assert look(table(**{column: values}))["identifiers"] == [{"column": column, "reason": reason}]
    assert look(table(**{column: values}), drop=[column])["identifiers"] == []


@pytest.mark.parametrize("column", ["humid", "paid", "valid"])
def test_a_measurement_is_no_identifier(look, column):
    values = np.random.RandomState(2)
    assert look(table(**{column: values.normal(size=ROWS)}))["identifiers"] == []
    assert look(table(**{column: values.randint(0, 100, ROWS)}))["identifiers"] == []


def test_a_copy_of_the_target_is_a_leak(look):
    data = table(y=np.random.RandomState(3).normal(size=ROWS))
    (found,) = look(data.assign(twin=data["y"] * 3 + 1))["leaks"]
    assert found["column"] == "twin" and found["score"] >= 0.98
    assert found["reason"] == f"alone it predicts the target with R2 {found['score']:.3f}."


def test_a_renamed_class_is_a_leak(look):
    data = table(y=np.random.RandomState(3).choice(["good", "fair", "bad"], ROWS))
    found = look(data.assign(grade=data["y"].str[0]))["leaks"]
    assert found == [
        {"column": "grade", "score": 1.0, "reason": "alone it predicts the target with balanced accuracy 1.000."}
    ]


def test_a_good_feature_is_no_leak(look):
    data = table(y=np.random.RandomState(3).normal(size=ROWS))
    noisy = data["y"] + np.random.RandomState(4).normal(0, 0.3, ROWS)
    assert look(data.assign(noisy=noisy))["leaks"] == []


def test_failure_flags_of_the_default_data_are_leaks_and_its_numbers_identifiers(ai4i_file, capsys):
    started = time.perf_counter()
    inspect_data.main(["--csv", str(ai4i_file), "--target", "Machine failure"])
    assert time.perf_counter() - started < 10  # about 2 s on a machine with nothing else to do
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["task"]) == (10_000, "classification")
    assert [found["column"] for found in report["identifiers"]] == ["UDI", "Product ID"]
    assert [found["column"] for found in report["leaks"]] == ["TWF", "HDF", "PWF", "OSF"]
    failures = pd.read_csv(ai4i_file)["HDF"].sum()
    assert report["leaks"][1]["reason"] == (f"whenever it is 1 ({failures} rows), the target is 1 in 100% of the rows.")


def test_a_flag_set_where_the_class_is_common_anyway_is_no_leak(look):
    target = np.where(np.arange(ROWS) % 10 == 0, "rare", "common")
    flag = (np.arange(ROWS) % 10 == 5).astype(int)
    assert look(table(y=target, flag=flag))["leaks"] == []


def test_an_empty_column_is_neither(look):
    report = look(table(empty=np.nan))
    assert (report["identifiers"], report["leaks"], report["problems"]) == ([], [], [])


COLUMNS = 'its columns: "a", "b", "y"'
GOOD = table().to_csv(index=False)
PROBLEMS = {
    "empty": ("", {}, ["data.csv is empty; a header and rows are needed."]),
    "header only": ("a,b,y\n", {}, ["data.csv has a header but no rows."]),
    "few rows": ("a,b,y\n1,2,3\n", {}, ["data.csv has 1 row; at least 20 are needed."]),
    "no target": (GOOD, {"target": "z"}, [f'data.csv has no column "z" (the target); {COLUMNS}.']),
    "three mistakes at once": (
        "a,b,y\n",
        {"target": "z", "drop": ["q"]},
        [
            f'data.csv has no column "z" (the target); {COLUMNS}.',
            f'data.csv has no column "q" to drop; {COLUMNS}.',
            "data.csv has a header but no rows.",
        ],
    ),
    "not UTF-8": (
        b"a,b,y\n1,\xe9,3\n",
        {},
        ["data.csv is not UTF-8 at row 2 (byte 0xe9); save the file as UTF-8."],
    ),
    "one class": (
        "a,b,y\n" + "1,2,no\n2,3,no\n" * 20,
        {},
        ['The target "y" is no in every row: there is nothing to learn.'],
    ),
    "no value": ("a,b,y\n" + "1,2,\n2,3,\n" * 20, {}, ['The target "y" is missing in every row.']),
    "infinite numbers": (
        "a,b,y\n" + "inf,2,1\n2,inf,0\n" * 20,
        {},
        [f'data.csv: column "{name}" holds 20 infinite numbers.' for name in "ab"],
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_makes_the_file_unusable_is_told_in_full_sentences(look, name):
    data, options, sentences = PROBLEMS[name]
    assert look(data, **options)["problems"] == sentences


def test_a_file_that_is_not_there(capsys, tmp_path):
    path = tmp_path / "nothing.csv"
    assert inspect_data.main(["--csv", str(path), "--target", "y"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == [f"{path} cannot be read: No such file or directory."]
