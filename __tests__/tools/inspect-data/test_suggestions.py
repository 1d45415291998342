"""The suggestions for a target: the task and the metric, with reasons."""

import numpy as np
import pytest
from preprocess import preprocess

ROWS = 400
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
def test_the_task_is_inferred_where_it_is_clear(look, name, table):
    values, task, reason = TARGETS[name]
    report = look(table(y=values))
    assert (report["task"], report["taskReason"], report["problems"]) == (task, reason, [])


METRICS = {
    "two classes": (
        np.repeat([0, 1], [250, 150]),
        "roc_auc",
        "neither class is rare, and it depends on no cut-off (38% of the rows are the rarer one).",
        [{"name": "0", "rows": 250}, {"name": "1", "rows": 150}],
        "1",
    ),
    "as many of both": (
        np.repeat(["no", "yes"], [200, 200]),
        "roc_auc",
        "neither class is rare, and it depends on no cut-off (50% of the rows are the rarer one).",
        [{"name": "yes", "rows": 200}, {"name": "no", "rows": 200}],
        "no",
    ),
    "a rare class": (
        np.repeat(["no", "yes"], [368, 32]),
        "average_precision",
        '"yes" is rare (8.0% of the rows): ROC AUC would look good even if most alarms were false.',
        [{"name": "no", "rows": 368}, {"name": "yes", "rows": 32}],
        "yes",
    ),
    "three classes": (
        np.repeat(["a", "b", "c"], [100, 250, 50]),
        "f1",
        "it counts each of the 3 classes the same, however rare it is.",
        [{"name": "b", "rows": 250}, {"name": "a", "rows": 100}, {"name": "c", "rows": 50}],
        None,
    ),
    "numbers": (
        np.linspace(0.5, 1.5, ROWS),
        "r2",
        "it says what share of the target's variance the model explains.",
        [],
        None,
    ),
    "not known": (np.arange(ROWS) % 6, None, "the task is not known.", [], None),
}


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_is_suggested_with_its_reason(look, name, table):
    values, metric, reason, classes, positive = METRICS[name]
    report = look(table(y=values))
    assert (report["metric"], report["metricReason"]) == (metric, reason)
    assert (report["classes"], report["positiveClass"]) == (classes, positive)


def test_the_positive_class_is_the_one_that_preprocessing_chooses(look, table, tmp_path):
    for data in (table(y=np.repeat(["no", "yes"], [200, 200])), table(y=np.repeat([7, 3], [199, 201]))):
        found = look(data)["positiveClass"]
        schema = preprocess(tmp_path / "data.csv", tmp_path / "split", "y", "classification", [], 42)
        assert found == schema["positiveClass"]


def test_a_task_that_is_given_is_not_questioned(look, table):
    data = table(y=np.arange(ROWS) % 6)
    report = look(data, task="classification")
    assert (report["task"], report["taskReason"], report["metric"]) == ("classification", "it was given.", "f1")
    assert len(report["classes"]) == 6
    report = look(data, task="regression")
    assert (report["task"], report["metric"], report["classes"]) == ("regression", "r2", [])
