"""evaluate.py: the numbers are scikit-learn's on the test split, compared with a baseline; plots are complete."""

from xml.etree import ElementTree

import joblib
import numpy as np
import pytest
from sklearn import metrics as sk
from table import load_split


def judged(run):
    """(pipeline, features, actual) of the test split."""
    return (joblib.load(run.model / "model.joblib"), *load_split(run.split / "test/test.csv", run.schema))


def test_the_default_data_reaches_a_roc_auc_of_0_9(ai4i):
    assert ai4i.report["metrics"]["roc_auc"] >= 0.9
    assert ai4i.report["baseline"]["roc_auc"] == 0.5


def test_binary_metrics_are_those_of_the_rarer_class(finished):
    pipeline, features, actual = judged(finished["binary"])
    score, labels = pipeline.predict_proba(features)[:, 1], pipeline.predict(features)
    assert list(pipeline.classes_) == ["no", "yes"]
    assert finished["binary"].report["metrics"] == pytest.approx(
        {
            "roc_auc": sk.roc_auc_score(actual == "yes", score),
            "average_precision": sk.average_precision_score(actual == "yes", score),
            "f1": sk.f1_score(actual, labels, pos_label="yes"),
            "accuracy": sk.accuracy_score(actual, labels),
        }
    )


def test_multiclass_metrics_are_one_versus_rest_each_class_with_the_same_weight(finished):
    pipeline, features, actual = judged(finished["multiclass"])
    scores = pipeline.predict_proba(features)
    found = finished["multiclass"].report["metrics"]
    assert found["roc_auc"] == pytest.approx(sk.roc_auc_score(actual, scores, multi_class="ovr", average="macro"))
    assert found["f1"] == pytest.approx(sk.f1_score(actual, pipeline.predict(features), average="macro"))


def test_regression_metrics(finished):
    pipeline, features, actual = judged(finished["regression"])
    predicted = pipeline.predict(features)
    assert finished["regression"].report["metrics"] == pytest.approx(
        {
            "r2": sk.r2_score(actual, predicted),
            "rmse": np.sqrt(((actual - predicted) ** 2).mean()),
            "mae": np.abs(actual - predicted).mean(),
        }
    )


def test_the_baseline_of_a_regression_is_the_mean_of_the_train_rows(finished):
    run = finished["regression"]
    _, _, actual = judged(run)
    mean = run.table("train")["cost"].mean()
    assert run.report["baseline"]["mae"] == pytest.approx(np.abs(actual - mean).mean())
    assert run.report["baseline"]["r2"] <= 0


@pytest.mark.parametrize("name", ["binary", "multiclass", "regression"])
def test_the_baseline_is_beaten_in_every_metric(finished, name):
    report = finished[name].report
    assert report["metrics"].keys() == report["baseline"].keys()
    for metric, value in report["metrics"].items():
        better = -1 if metric in ("rmse", "mae") else 1
        assert better * value > better * report["baseline"][metric], metric


def test_the_confusion_matrix_counts_the_test_rows_by_actual_class(finished):
    run = finished["multiclass"]
    matrix = run.report["confusionMatrix"]
    assert matrix["labels"] == ["broken", "good", "worn"]
    counts = run.table("test")["state"].value_counts()
    assert [sum(row) for row in matrix["matrix"]] == [counts[label] for label in matrix["labels"]]
    assert "confusionMatrix" not in finished["regression"].report


def test_the_most_important_feature_comes_first(finished):
    importances = finished["regression"].report["featureImportances"]
    assert sorted(entry["feature"] for entry in importances) == ["heat", "load", "site"]
    values = [entry["importance"] for entry in importances]
    assert values == sorted(values, reverse=True)
    assert values[0] > 0.1


def test_the_sample_is_rows_of_the_test_split_without_the_target(finished):
    run = finished["binary"]
    rows = run.table("test")[["load", "heat", "site"]].head(3).astype(object)
    assert run.report["sample"]["instances"] == rows.where(rows.notna(), None).to_dict("records")


PLOTS = {
    "binary": ["confusion_matrix.svg", "roc_curve.svg", "precision_recall.svg", "feature_importance.svg"],
    "multiclass": ["confusion_matrix.svg", "feature_importance.svg"],
    "regression": ["predicted_and_actual.svg", "residuals.svg", "feature_importance.svg"],
}


@pytest.mark.parametrize("name", PLOTS)
def test_the_plots_are_pictures_with_something_on_them(finished, name):
    run = finished[name]
    assert run.report["plots"] == PLOTS[name]
    assert sorted(path.name for path in run.evaluation.glob("*.*g")) == sorted(PLOTS[name])
    for plot in PLOTS[name]:
        picture = ElementTree.fromstring((run.evaluation / plot).read_bytes())
        assert picture.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(list(picture.iter())) > 15, f"{plot} is blank"


def test_the_plots_name_target_class_and_score(finished):
    run = finished["binary"]
    picture = (run.evaluation / "roc_curve.svg").read_text(encoding="utf-8")
    assert "ROC curve: broken = yes" in picture
    assert (
        f"area under the curve {run.report['metrics']['roc_auc']:.3f}; {run.report['rows']['test']} test rows"
        in picture
    )


def test_the_same_evaluation_gives_the_same_bytes(finished):
    run = finished["multiclass"]
    before = {path.name: path.read_bytes() for path in run.evaluation.iterdir()}
    assert run.run("evaluate") == (0, None)
    assert {path.name: path.read_bytes() for path in run.evaluation.iterdir()} == before


def test_an_archive_without_a_model_is_refused(new_run, finished):
    run = new_run("broken", "classification")
    run.model.mkdir()
    (run.model / "schema.json").write_text("{}")
    assert run.run("evaluate") == (1, "ValueError: model.tar.gz holds no model.joblib")
