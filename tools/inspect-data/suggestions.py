"""Suggests the task and the metric of the quality gate, from the values of the target."""

from typing import List, Optional, Tuple

import pandas as pd
from target import MAX_CLASSES

MIN_CLASS_ROWS = 3
"""With fewer rows, train, validation and test cannot each get a row of the class."""
RARE_SHARE = 0.1


def is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def infer_task(target: pd.Series) -> Tuple[Optional[str], str]:
    """Returns (task, reason as a sentence); task is None if a person has to decide."""
    distinct = target.nunique()
    if not is_number(target):
        present = target.dropna().astype(str)
        texts = present[pd.to_numeric(present, errors="coerce").isna()]
        if len(texts) <= 0.1 * len(present):
            return None, f'it holds numbers, but also texts such as "{texts.iloc[0]}".'
        if distinct > MAX_CLASSES or distinct > len(present) / MIN_CLASS_ROWS:
            return None, f"it holds {distinct} different texts, too many for classes."
        return "classification", f"it holds {distinct} different texts."
    whole = bool((target.dropna() % 1 == 0).all())
    if not whole:
        return "regression", "it holds numbers with fractions."
    if distinct <= 2:
        return "classification", "it holds two values."
    if distinct > MAX_CLASSES:
        return "regression", f"it holds {distinct} different whole numbers."
    return None, f"it holds {distinct} different whole numbers, which may be classes or a count."


def suggest_metric(task: Optional[str], classes: List[dict]) -> Tuple[Optional[str], str]:
    """Returns (metric, reason as a sentence). classes: {"name", "rows"}, the most frequent first."""
    if task is None:
        return None, "the task is not known."
    if task == "regression":
        return "r2", "it says what share of the target's variance the model explains."
    if len(classes) > 2:
        return "f1", f"it counts each of the {len(classes)} classes the same, however rare it is."
    rarest = classes[-1]
    share = rarest["rows"] / sum(each["rows"] for each in classes)
    if share < RARE_SHARE:
        return "average_precision", (
            f'"{rarest["name"]}" is rare ({share:.1%} of the rows): ROC AUC would look good even if most alarms were '
            "false."
        )
    return (
        "roc_auc",
        f"neither class is rare, and it depends on no cut-off ({share:.0%} of the rows are the rarer one).",
    )
