"""preprocess.py on good data: which row goes where, and what is known about the columns."""

import json
import sys

import numpy as np
import pandas as pd
import pytest
from csv_blocks import CsvFile


def test_every_row_goes_to_exactly_one_split(finished, machine_table):
    run = finished["regression"]
    splits = pd.concat([run.table(name) for name in ("train", "validation", "test")])
    expected = machine_table.drop(columns=["state", "broken"]).assign(cost=machine_table["cost"])
    order = list(expected.columns)
    assert list(splits.columns) == list(machine_table.columns)
    pd.testing.assert_frame_equal(
        splits[order].sort_values(order).reset_index(drop=True), expected.sort_values(order).reset_index(drop=True)
    )


def test_70_15_15_percent_of_the_rows_and_of_every_class(finished, machine_table):
    run = finished["multiclass"]
    for name, share in (("train", 0.7), ("validation", 0.15), ("test", 0.15)):
        labels = run.table(name)["state"]
        assert run.schema["rows"][name] == len(labels)
        assert len(labels) == pytest.approx(share * len(machine_table), abs=10)
        for state, count in machine_table["state"].value_counts().items():
            assert (labels == state).sum() == pytest.approx(share * count, abs=5), (name, state)


def test_a_class_of_three_rows_is_in_every_split(new_run):
    table = pd.DataFrame({"a": np.arange(63) % 7, "y": ["rare"] * 3 + ["common"] * 60})
    run = new_run("y", "classification").upload(table.sample(frac=1, random_state=0))
    assert run.run("preprocess") == (0, None)
    for name in ("train", "validation", "test"):
        assert (run.table(name)["y"] == "rare").sum() == 1


def test_same_seed_same_bytes_and_another_seed_another_split(new_run, machine_table):
    first, again, other = (new_run("state", "classification", seed=seed).upload(machine_table) for seed in (7, 7, 8))
    for run in (first, again, other):
        assert run.run("preprocess").code == 0
    files = sorted(str(path.relative_to(first.split)) for path in first.split.rglob("*") if path.is_file())
    assert files == ["schema/schema.json", "test/test.csv", "train/train.csv", "validation/validation.csv"]
    for file in files:
        assert (first.split / file).read_bytes() == (again.split / file).read_bytes()
    assert (first.split / "test/test.csv").read_bytes() != (other.split / "test/test.csv").read_bytes()


@pytest.mark.parametrize("block_bytes", [64, 1000])
def test_the_size_of_a_block_changes_neither_splits_nor_schema(new_run, machine_table, monkeypatch, block_bytes):
    whole, pieces = (new_run("cost", "regression", drop=["state"]).upload(machine_table[:300]) for _ in range(2))
    assert whole.run("preprocess").code == 0
    monkeypatch.setattr(CsvFile.__init__, "__defaults__", (block_bytes,))
    assert pieces.run("preprocess").code == 0
    for name in ("train", "validation", "test"):
        assert whole.table(name).equals(pieces.table(name))
    # Sums are computed in another order, so they are equal except for the last digits.
    assert_close(pieces.schema, whole.schema)


def test_statistics_are_those_of_the_train_rows_alone(finished):
    run = finished["regression"]
    train = run.table("train")
    features = {feature["name"]: feature for feature in run.schema["features"]}
    for name in ("load", "heat"):
        assert features[name]["mean"] == pytest.approx(train[name].mean(), rel=1e-12)
        assert features[name]["std"] == pytest.approx(train[name].std(ddof=0), rel=1e-12)
        assert (features[name]["min"], features[name]["max"]) == (train[name].min(), train[name].max())
        assert features[name]["missing"] == train[name].isna().sum()
    assert features["site"]["mostFrequent"] == train["site"].value_counts().to_dict()
    assert run.schema["targetStatistics"]["mean"] == pytest.approx(train["cost"].mean(), rel=1e-12)


def test_values_of_the_other_splits_leave_no_trace(new_run):
    """Rows outside train are replaced by absurd ones: neither the split nor any statistic may change."""
    table = pd.DataFrame({"a": np.random.RandomState(0).permutation(400) * 0.25, "b": ["x", "y"] * 200})
    table["y"] = np.arange(400) % 2
    plain = new_run("y", "classification").upload(table)
    assert plain.run("preprocess").code == 0
    in_train = table["a"].isin(plain.table("train")["a"])
    absurd = new_run("y", "classification").upload(table.assign(a=table["a"].where(in_train, 1e9)))
    assert absurd.run("preprocess").code == 0
    assert absurd.schema["features"] == plain.schema["features"]
    assert absurd.table("train").equals(plain.table("train"))


def test_lines_are_copied_as_they_are_written(new_run):
    lines = [f'{i}.50,"line one\nline ""{i % 4}"", two",{i % 2}' for i in range(60)]
    run = new_run("y", "classification").upload("a,note,y\n" + "\n".join(lines) + "\n")
    assert run.run("preprocess") == (0, None)
    found = []
    for name in ("train", "validation", "test"):
        text = (run.split / name / f"{name}.csv").read_text()
        assert text.startswith("a,note,y\n")
        found += text.splitlines()[1:]
        assert run.table(name)["note"].str.fullmatch(r'line one\nline "\d", two').all()
    assert sorted(found) == sorted("\n".join(lines).split("\n"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.rstrip("\n"), id="no line end after the last row"),
        pytest.param(lambda text: text.replace("\n", "\n\n") + "\n \n", id="blank lines"),
    ],
)
def test_ways_to_write_the_same_file_give_the_same_split(new_run, change):
    text = "a,b,y\n" + "".join(f"{i},t{i % 3},{i % 2}\n" for i in range(80))
    plain, changed = new_run("y", "classification").upload(text), new_run("y", "classification").upload(change(text))
    assert plain.run("preprocess") == changed.run("preprocess") == (0, None)
    for name in ("train", "validation", "test"):
        assert plain.table(name).equals(changed.table(name))
    assert plain.schema == changed.schema


def test_columns_without_use_are_left_out_and_named(new_run):
    rows = 3000
    table = pd.DataFrame({"a": np.arange(rows) * 0.5, "same": 1, "y": np.arange(rows) % 2})
    table["remark"] = [f"remark {i}" for i in range(rows)]
    table.loc[5, "y"] = np.nan
    run = new_run("y", "classification").upload(table)
    assert run.run("preprocess").code == 0
    assert [feature["name"] for feature in run.schema["features"]] == ["a"]
    assert run.schema["warnings"] == [
        '"same" has the same value in every row of the train split: it is not used.',
        '"remark" holds a different text in too many rows (an identifier or free text): it is not used.',
        'The target "y" is missing in 1 rows: they are left out.',
    ]


def test_a_few_texts_in_a_column_of_numbers_are_named(new_run):
    table = pd.DataFrame({"a": [str(i) for i in range(60)], "b": np.arange(60) % 5, "y": np.arange(60) % 2})
    table.loc[7, "a"] = "unknown"
    run = new_run("y", "classification").upload(table)
    assert run.run("preprocess").code == 0
    assert run.schema["warnings"] == [
        '"a" holds numbers, but also texts such as "unknown": all of it is taken as text.'
    ]


def test_the_rarer_of_two_classes_is_the_positive_one(finished):
    assert finished["binary"].schema["positiveClass"] == "yes"
    assert finished["multiclass"].schema["positiveClass"] is None
    assert finished["multiclass"].schema["classes"] == ["broken", "good", "worn"]


def test_memory_is_one_block_not_the_file(tmp_path):
    """Reads a file of 40 blocks one block at a time: none holds more than its share."""
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" + "1.25,some text\n" * 4000)
    sizes = [sum(map(sys.getsizeof, block.records)) for block in CsvFile(path, 1500).blocks()]
    assert len(sizes) == 40
    assert max(sizes) < 2 * min(sizes[:-1])


def assert_close(found, expected):
    assert json.dumps(found, default=str).count(":") == json.dumps(expected, default=str).count(":")
    if isinstance(expected, dict):
        for key, value in expected.items():
            assert_close(found[key], value)
    elif isinstance(expected, list):
        for one, other in zip(found, expected):
            assert_close(one, other)
    else:
        assert found == (pytest.approx(expected, rel=1e-9) if isinstance(expected, float) else expected)
