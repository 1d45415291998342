"""schema.json and evaluation.json are checked where they are written and where they are read."""

import json

import evaluate
import numpy as np
import pandas as pd
import preprocess
import pytest
from table import load_schema


@pytest.mark.parametrize("name", ["binary", "multiclass", "regression"])
def test_a_schema_with_a_mistake_is_refused_by_training(finished, new_run, name):
    run = finished[name]
    broken = new_run(run.target, run.task)
    for split in ("train", "validation", "schema"):
        (broken.split / split).mkdir(parents=True)
    schema = {**run.schema, "features": [{**run.schema["features"][0], "type": "date"}]}
    (broken.split / "schema/schema.json").write_text(json.dumps(schema))
    code, message = broken.run("train")
    assert code == 1
    assert message.startswith("ValueError: schema.json does not match schema.schema.json: ")
    assert 'features[0].type is "date"; allowed: "numeric", "text"' in message


def test_a_schema_is_checked_before_it_is_written(new_run, monkeypatch):
    run = new_run("y", "classification").upload("a,y\n" + "1,x\n2,z\n" * 20)
    monkeypatch.setattr(preprocess, "describe", lambda *_: {"task": "classification"})
    code, message = run.run("preprocess")
    assert code == 1 and "schema.json does not match schema.schema.json" in message
    assert not (run.split / "schema/schema.json").exists()


def test_an_evaluation_is_checked_before_it_is_written(finished, new_run, monkeypatch):
    run = finished["regression"]
    monkeypatch.setattr(evaluate, "sample", lambda _: [])
    before = (run.evaluation / "evaluation.json").read_bytes()
    code, message = run.run("evaluate")
    assert code == 1
    assert message == (
        "ValueError: evaluation.json does not match evaluation.schema.json: "
        "sample.instances has 0 items; at least 1 are needed"
    )
    assert (run.evaluation / "evaluation.json").read_bytes() == before


def huge(**columns) -> pd.DataFrame:
    rows = 60
    return pd.DataFrame({"a": np.linspace(1, 2, rows), "y": np.tile([1.5, 2.5, 3.5], rows // 3), **columns})


def test_a_feature_of_huge_numbers_has_no_mean_but_is_used(new_run):
    run = new_run("y", "regression").upload(huge(b=np.tile([1e308, 1.1e308], 30))).all()
    (b,) = (feature for feature in load_schema(run.split / "schema")["features"] if feature["name"] == "b")
    assert (b["mean"], b["std"], b["max"]) == (None, None, 1.1e308)


def test_a_target_of_huge_numbers_is_refused(new_run):
    run = new_run("y", "regression").upload(huge(y=np.tile([1e308, 1.1e308], 30)))
    assert run.run("preprocess") == (
        1,
        'DataError: data.csv: the numbers of the target "y" are too large to be added up',
    )
