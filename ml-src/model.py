"""The scikit-learn pipeline: fitted preprocessing and gradient-boosted trees in one object."""

from typing import Any, Dict

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import log_loss, mean_squared_error
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder
from sklearn.utils.class_weight import compute_sample_weight
from threadpoolctl import threadpool_limits

MAX_TREES = 150
ONE_THREAD_ROWS = 100_000


def threads_for(rows: int) -> threadpool_limits:
    """
    A context with one thread for small data, else with all. OpenMP's threads wait for each other in busy loops: on two
    cores with other work to do, fitting 7,000 rows took 4 s with one thread and 16 s with two.
    """
    return threadpool_limits(1 if rows < ONE_THREAD_ROWS else None, user_api="openmp")


def build(schema: Dict[str, Any], seed: int, trees: int = MAX_TREES) -> Pipeline:
    """
    Numbers are passed through (the trees treat a missing value as a value of its own). Texts become one column per
    category; rare categories share one, which also stands for categories never seen.
    """
    texts = [feature["name"] for feature in schema["features"] if feature["type"] == "text"]
    numbers = [feature["name"] for feature in schema["features"] if feature["type"] == "numeric"]
    encode = OneHotEncoder(handle_unknown="infrequent_if_exist", max_categories=32, sparse_output=False)
    transformers = ([("numbers", "passthrough", numbers)] if numbers else []) + (
        [("texts", encode, texts)] if texts else []
    )
    preparation = ColumnTransformer(transformers, verbose_feature_names_out=False)
    kind = HistGradientBoostingRegressor if schema["task"] == "regression" else HistGradientBoostingClassifier
    learner = kind(max_iter=trees, learning_rate=0.1, l2_regularization=1.0, early_stopping=False, random_state=seed)
    return Pipeline([("preparation", preparation), ("model", learner)])


def fit(schema: Dict[str, Any], train, validation, seed: int) -> Pipeline:
    """
    train, validation: (features, target). The number of trees is the one with the smallest loss on the validation
    split; the pipeline is then fitted again with that many, on the train split alone.
    """
    weights = None if schema["task"] == "regression" else class_weights(train[1])
    longest = build(schema, seed).fit(*train, model__sample_weight=weights)
    trees = 1 + int(np.argmin(_losses(longest, validation)))
    return longest if trees == MAX_TREES else build(schema, seed, trees).fit(*train, model__sample_weight=weights)


def class_weights(target: "np.ndarray") -> "np.ndarray":
    """
    One weight per row, shape (rows,): the square root of the weight that would make all classes count the same. Without
    weights a rare class is hardly ever predicted, and with full weights far too often. The root is a compromise.
    """
    return np.sqrt(compute_sample_weight("balanced", target))


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
