"""Problems in the values of a file, and remarks that a person should know; one sentence each."""

from typing import List, Optional

import numpy as np
import pandas as pd
from errors import quoted
from statistics_of_train import MAX_CATEGORIES
from suggestions import MIN_CLASS_ROWS, is_number
from target import MAX_CLASSES

FEW_ROWS, FEW_CLASS_ROWS = 200, 30
TEST_SHARE = 0.15


def value_problems(file_name: str, table: pd.DataFrame, target: str, features) -> List[str]:
    """Problems that no choice of a task can fix."""
    problems, goal = [], table[target]
    if goal.isna().all():
        problems.append(f'The target "{target}" is missing in every row.')
    elif goal.nunique() == 1:
        problems.append(f'The target "{target}" is {goal.dropna().iloc[0]} in every row: there is nothing to learn.')
    for name in [target, *features]:
        infinite = np.flatnonzero(np.isinf(table[name].to_numpy(np.float64))) if is_number(table[name]) else []
        if len(infinite):
            problems.append(f'{file_name}: column "{name}" holds {count(len(infinite), "infinite number")}.')
    return problems


def task_problems(target: pd.Series, task: Optional[str], classes: List[dict]) -> List[str]:
    """Why this target cannot be learned with this task; preprocess.py would refuse it."""
    if task == "regression" and not is_number(target):
        texts = _texts(target)
        example = texts.iloc[0] if len(texts) else target.dropna().iloc[0]
        return [f'The target "{target.name}" holds texts such as "{example}"; regression needs numbers.']
    if task != "classification":
        return []
    if len(classes) > MAX_CLASSES:
        return [
            f'The target "{target.name}" holds {len(classes)} different values; at most {MAX_CLASSES} can be classes.'
        ]
    rare = sorted(each["name"] for each in classes if each["rows"] < MIN_CLASS_ROWS)
    if not rare:
        return []
    return [
        f'The target "{target.name}" is {quoted(rare)} in fewer than {MIN_CLASS_ROWS} rows; '
        "each split needs one of each class: add rows or remove the class."
    ]


def warnings(table: pd.DataFrame, target: str, features, identifiers, classes: List[dict]) -> List[str]:
    """identifiers: names of columns that have already been reported as such."""
    missing = int(table[target].isna().sum())
    rows = len(table) - missing
    found = [f'The target "{target}" is missing in {count(missing, "row")}, which will be left out.'] if missing else []
    if rows < FEW_ROWS:
        found.append(f"There are only {rows} rows, about {round(rows * TEST_SHARE)} of them for the test: {ROUGH}")
    few = [each["name"] for each in classes if each["rows"] < FEW_CLASS_ROWS]
    if few:
        subject = f"The class {quoted(few)} has" if len(few) == 1 else f"The classes {quoted(few)} have"
        found.append(f"{subject} fewer than {FEW_CLASS_ROWS} rows: {ROUGH}")
    for name in features:
        found += _of_feature(table[name], name in identifiers)
    return found


ROUGH = "expect metrics that change noticeably from one run to the next."


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _of_feature(values: pd.Series, identifier: bool) -> List[str]:
    distinct = int(values.nunique())
    if distinct == 0:
        return [f'"{values.name}" is empty and will not be used.']
    if distinct == 1 and not values.isna().any():
        return [f'"{values.name}" is {values.iloc[0]} in every row and will not be used.']
    if is_number(values):
        return []
    texts = _texts(values)
    if 0 < len(texts) <= 0.1 * values.notna().sum():
        example = texts.iloc[0]
        return [f'"{values.name}" holds numbers, but also texts such as "{example}": all of it will be taken as text.']
    if distinct > MAX_CATEGORIES and not identifier:
        return [
            f'"{values.name}" holds {distinct} different texts; '
            f"with more than {MAX_CATEGORIES} in the train split it will not be used."
        ]
    return []


def _texts(values: pd.Series) -> pd.Series:
    present = values.dropna().astype(str)
    return present[pd.to_numeric(present, errors="coerce").isna()]
