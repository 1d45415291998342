"""Columns that spoil a model: those that identify rows instead of describing them, or reveal the answer."""

import re

import numpy as np
import pandas as pd
from sklearn.metrics import balanced_accuracy_score, r2_score, roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
from suggestions import MIN_CLASS_ROWS, is_number

FEW_VALUES = 20
LEAK_SCORE = 0.98
"""A single column rarely scores this high unless it is a consequence or a copy of the target."""
FLAG_ROWS, FLAG_PURITY = 10, 0.95


def identifier(name: str, values: pd.Series) -> list:
    """Detects a column that identifies rows instead of describing them. Numbers with fractions are measurements."""
    present = values.dropna()
    distinct = present.nunique()
    share = distinct / max(len(present), 1)
    whole = not is_number(values) or bool((present % 1 == 0).all())
    named = re.search(r"(^|[\s_-])(id|uuid|guid|udi)$", name, re.IGNORECASE) or re.search(r"[a-z]I[Dd]$", name)
    if whole and share > 0.95 and distinct > FEW_VALUES:
        return [{"column": name, "reason": f"{distinct} of {len(present)} values are different."}]
    if named and distinct > FEW_VALUES:
        return [{"column": name, "reason": f"its name says so, and it holds {distinct} different values."}]
    return []


def leak(name: str, values: pd.Series, target: pd.Series, task) -> list:
    """Detects a column that alone nearly decides the target, or a flag that is set only with a certain class."""
    codes = (values if is_number(values) else pd.Series(pd.factorize(values)[0], values.index)).to_numpy(np.float64)
    column = np.where(np.isnan(codes), -1e18, codes).reshape(-1, 1)
    if task == "regression" or (task is None and is_number(target)):
        tree = DecisionTreeRegressor(max_leaf_nodes=256, min_samples_leaf=5, random_state=0)
        score = float(r2_score(target, cross_val_predict(tree, column, target, cv=3)))
        measure = "R2"
    else:
        flagged = flag(name, values, target)
        if flagged:
            return flagged
        classes, truth = np.unique(target.astype(str).to_numpy(), return_inverse=True)
        if np.bincount(truth).min() < MIN_CLASS_ROWS:
            return []
        tree = DecisionTreeClassifier(max_leaf_nodes=256, min_samples_leaf=5, random_state=0)
        if len(classes) == 2:
            score, measure = (
                float(roc_auc_score(truth, cross_val_predict(tree, column, truth, cv=3, method="predict_proba")[:, 1])),
                "ROC AUC",
            )
        else:
            score, measure = (
                float(balanced_accuracy_score(truth, cross_val_predict(tree, column, truth, cv=3))),
                "balanced accuracy",
            )
    if score < LEAK_SCORE:
        return []
    return [{"column": name, "score": score, "reason": f"alone it predicts the target with {measure} {score:.3f}."}]


def flag(name: str, values: pd.Series, target: pd.Series) -> list:
    """Detects two values, one of which almost always comes with a class that is not the majority overall."""
    if values.nunique() != 2:
        return []
    for value in values.dropna().unique():
        here = target[values == value].astype(str)
        if len(here) < FLAG_ROWS:
            continue
        usual, count = here.value_counts().index[0], here.value_counts().iloc[0]
        overall = float((target.astype(str) == usual).mean())
        purity = count / len(here)
        if overall <= 0.5 and purity >= FLAG_PURITY:
            reason = f"whenever it is {value} ({len(here)} rows), the target is {usual} in {purity:.0%} of the rows."
            return [{"column": name, "score": float(purity), "reason": reason}]
    return []
