"""The metrics that a model is judged by, and those of the baseline that it has to beat."""

from typing import Any, Dict, Optional

import numpy as np
from sklearn import metrics as sk


def regression(actual: "np.ndarray", predicted: "np.ndarray") -> Dict[str, Optional[float]]:
    """r2 (1 is perfect, 0 is no better than the mean), rmse and mae in the unit of the target."""
    return _finite(
        {
            "r2": sk.r2_score(actual, predicted),
            "rmse": float(np.sqrt(sk.mean_squared_error(actual, predicted))),
            "mae": sk.mean_absolute_error(actual, predicted),
        }
    )


def classification(actual, probabilities, labels, classes, positive: Optional[str]) -> Dict[str, Optional[float]]:
    """
    actual, labels: classes by name, shape (rows,); probabilities: shape (rows, classes), columns as in classes.
    Two classes: the positive one is judged. More: each against the rest, all with the same weight.
    A metric that the rows do not allow, such as ROC AUC of a single class, is None.
    """
    onehot = np.column_stack([actual == name for name in classes])
    chosen = [list(classes).index(positive)] if positive is not None else range(len(classes))
    f1 = {"pos_label": positive, "average": "binary"} if positive is not None else {"average": "macro"}
    return _finite(
        {
            "roc_auc": _mean(_roc_auc(onehot[:, i], probabilities[:, i]) for i in chosen),
            "average_precision": _mean(_average_precision(onehot[:, i], probabilities[:, i]) for i in chosen),
            "f1": sk.f1_score(actual, labels, zero_division=0, **f1),
            "accuracy": sk.accuracy_score(actual, labels),
        }
    )


def baseline(actual: "np.ndarray", schema: Dict[str, Any]) -> Dict[str, Optional[float]]:
    """The prediction without a model: always the mean, or always the most frequent class, of the train split."""
    if schema["task"] == "regression":
        return regression(actual, np.full(len(actual), schema["targetStatistics"]["mean"]))
    classes, counts = schema["classes"], schema["trainRowsPerClass"]
    shares = np.array([counts[name] for name in classes], float) / sum(counts.values())
    labels = np.full(len(actual), classes[int(np.argmax(shares))], dtype=object)
    return classification(actual, np.tile(shares, (len(actual), 1)), labels, classes, schema["positiveClass"])


def of_model(pipeline, features, actual, schema: Dict[str, Any]):
    """Returns (metrics, predictions): numbers, or (probabilities, labels)."""
    if schema["task"] == "regression":
        predicted = pipeline.predict(features)
        return regression(actual, predicted), predicted
    probabilities = pipeline.predict_proba(features)
    labels = pipeline.classes_[np.argmax(probabilities, axis=1)]
    return classification(actual, probabilities, labels, pipeline.classes_, schema["positiveClass"]), (
        probabilities,
        labels,
    )


def _roc_auc(positive, score):
    return sk.roc_auc_score(positive, score) if 0 < positive.sum() < len(positive) else np.nan


def _average_precision(positive, score):
    return sk.average_precision_score(positive, score) if positive.any() else np.nan


def _mean(values) -> float:
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else np.nan


def _finite(values: Dict[str, float]) -> Dict[str, Optional[float]]:
    return {name: float(value) if np.isfinite(value) else None for name, value in values.items()}
