"""The pictures of an evaluation and their captions. Each function returns the names of the files it wrote."""

from pathlib import Path
from typing import Any, Dict, List

import plots
from labels import number, quoted
from sklearn.metrics import precision_recall_curve, roc_curve


def classification(output: Path, schema: Dict[str, Any], actual, predictions, classes, matrix, metrics) -> List[str]:
    """predictions: (probabilities, labels), as metrics.of_model returns them."""
    target, rows = quoted(schema["target"]), _rows(actual)
    plots.matrix(
        output / "confusion_matrix.svg",
        f"Confusion matrix: {target}",
        f"{rows}; colored by share of the true class",
        classes,
        matrix,
    )
    positive = schema["positiveClass"]
    if positive is None or len(set(actual)) < 2:
        return ["confusion_matrix.svg"]
    truth, score = actual == positive, predictions[0][:, classes.index(positive)]
    share, what = float(truth.mean()), f"{target} = {quoted(positive)}"
    false_rate, true_rate, _ = roc_curve(truth, score)
    plots.curve(
        output / "roc_curve.svg",
        f"ROC curve: {what}",
        f"area under the curve {metrics['roc_auc']:.3f}; {rows}",
        "false positive rate",
        "true positive rate",
        false_rate,
        true_rate,
        (0, 1),
        "guessing: area 0.5",
    )
    precision, recall, _ = precision_recall_curve(truth, score)
    plots.curve(
        output / "precision_recall.svg",
        f"Precision and recall: {what}",
        f"average precision {metrics['average_precision']:.3f}; {rows}",
        "recall",
        "precision",
        recall,
        precision,
        (share, share),
        f"guessing: precision {share:.3f}",
    )
    return ["confusion_matrix.svg", "roc_curve.svg", "precision_recall.svg"]


def regression(output: Path, target: str, actual, predicted, metrics) -> List[str]:
    """actual, predicted: numbers, shape (rows,)."""
    target, rows = quoted(target), _rows(actual)
    plots.scatter(
        output / "predicted_and_actual.svg",
        f"Predicted and actual: {target}",
        f"R² {_metric(metrics['r2'])}; {rows}",
        f"actual {target}",
        f"predicted {target}",
        actual,
        predicted,
        True,
        "predicted = actual",
    )
    plots.scatter(
        output / "residuals.svg",
        f"Residuals: {target}",
        f"mean absolute error {_metric(metrics['mae'])}; {rows}",
        f"predicted {target}",
        "actual − predicted",
        predicted,
        actual - predicted,
        False,
        "no error",
    )
    return ["predicted_and_actual.svg", "residuals.svg"]


def importances(output: Path, task: str, entries) -> str:
    """entries: {"feature", "importance"}, the most important first. Returns one name."""
    score = "R²" if task == "regression" else "ROC AUC"
    plots.bars(
        output / "feature_importance.svg",
        "Importance of the features",
        f"loss of {score} when the values of a feature are shuffled",
        [entry["feature"] for entry in entries],
        [entry["importance"] for entry in entries],
    )
    return "feature_importance.svg"


def _rows(actual) -> str:
    return f"{number(len(actual))} test rows"


def _metric(value) -> str:
    return "unknown" if value is None else number(value, 3)
