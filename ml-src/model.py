"""The scikit-learn pipeline: fitted preprocessing and gradient-boosted trees in one object."""

from typing import Any, Dict

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import f1_score, log_loss, mean_squared_error
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

MAX_TREES = 300


def build(schema: Dict[str, Any], seed: int, trees: int = MAX_TREES) -> Pipeline:
    """
    Numbers go in as they are (the trees treat a missing value as a value of its own); texts become one column per
    category, rare ones together, and one that was never seen counts as a rare one.
    """
    texts = [feature["name"] for feature in schema["features"] if feature["type"] == "text"]
    numbers = [feature["name"] for feature in schema["features"] if feature["type"] == "numeric"]
    encode = OneHotEncoder(handle_unknown="infrequent_if_exist", max_categories=32, sparse_output=False)
    transformers = ([("numbers", "passthrough", numbers)] if numbers else []) + (
        [("texts", encode, texts)] if texts else []
    )
    preparation = ColumnTransformer(transformers, verbose_feature_names_out=False)
    kind = HistGradientBoostingRegressor if schema["task"] == "regression" else HistGradientBoostingClassifier
    learner = kind(max_iter=trees, learning_rate=0.06, l2_regularization=1.0, early_stopping=False, random_state=seed)
    return Pipeline([("preparation", preparation), ("model", learner)])


def fit(schema: Dict[str, Any], train, validation, seed: int) -> Pipeline:
    """
    train, validation: (features, target). The number of trees is the one with the least loss on the validation split;
    the pipeline is then fitted again with that many, on the train split alone.
    """
    longest = build(schema, seed).fit(*train)
    trees = 1 + int(np.argmin(_losses(longest, validation)))
    return longest if trees == MAX_TREES else build(schema, seed, trees).fit(*train)


def _losses(pipeline: Pipeline, validation) -> list:
    features, target = validation
    prepared, model = pipeline["preparation"].transform(features), pipeline["model"]
    if isinstance(model, HistGradientBoostingRegressor):
        return [mean_squared_error(target, predicted) for predicted in model.staged_predict(prepared)]
    known = np.isin(target, model.classes_)
    return [
        log_loss(target[known], probabilities[known], labels=model.classes_)
        for probabilities in model.staged_predict_proba(prepared)
    ]


def decision_threshold(probabilities: "np.ndarray", is_positive: "np.ndarray") -> float:
    """
    The probability from which a row counts as positive: the one with the best F1 on the validation split. This is how
    class imbalance is handled: with weights the probabilities would no longer be probabilities, and at 0.5 a rare class
    would hardly ever be predicted.

    probabilities: of the positive class, shape (rows,); is_positive: bool, shape (rows,).
    """
    if not is_positive.any():
        return 0.5
    candidates = np.unique(np.round(np.quantile(probabilities, np.linspace(0, 1, 201)), 6))
    scores = [f1_score(is_positive, probabilities >= candidate, zero_division=0) for candidate in candidates]
    return float(candidates[int(np.argmax(scores))])


def labels_of(probabilities: "np.ndarray", classes, schema: Dict[str, Any]) -> "np.ndarray":
    """probabilities: shape (rows, classes). Returns the predicted class of each row, shape (rows,), dtype object."""
    names = np.asarray(classes, dtype=object)
    positive = schema.get("positiveClass")
    if positive is None or len(names) != 2:
        return names[np.argmax(probabilities, axis=1)]
    column = int(np.flatnonzero(names == positive)[0])
    return np.where(probabilities[:, column] >= schema["decisionThreshold"], names[column], names[1 - column])
