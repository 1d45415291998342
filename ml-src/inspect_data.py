"""Looks at a CSV file before anything is trained: what there is to learn, and what would spoil it. Prints JSON.

{"rows", "columns": [{"name", "type", "missing", "distinct"}], "target", "task": "classification" | "regression" | null,
 "taskReason", "identifiers": [{"column", "reason"}], "leaks": [{"column", "score", "reason"}], "problems": [sentence]}

Problems make the file unusable. Identifiers and leaks are for a person to judge; dropped columns are not named.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from csv_blocks import CsvFile
from errors import DataError
from preprocess import MAX_CLASSES, MIN_ROWS, column_problems
from sklearn.metrics import balanced_accuracy_score, r2_score, roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
from table import MISSING

SAMPLE_ROWS = 20_000
FEW_CLASSES = 20
MIN_CLASS_ROWS = 3
LEAK_SCORE = 0.98
"""A single column rarely gets so far, unless it is a consequence of the target or a copy of it."""
FLAG_ROWS, FLAG_PURITY = 10, 0.95


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--csv", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--drop", action="append", default=[])
    options = parser.parse_args(arguments)
    print(json.dumps(inspect(Path(options.csv), options.target, options.drop), ensure_ascii=False))
    return 0


def inspect(path: Path, target: str, drop) -> dict:
    report = {
        "rows": 0,
        "columns": [],
        "target": target,
        "task": None,
        "taskReason": "",
        "identifiers": [],
        "leaks": [],
        "problems": [],
    }
    try:
        file = CsvFile(path)
        report["problems"] = [f"{problem}." for problem in column_problems(file, target, drop)]
        report["rows"] = sum(len(block.records) for block in file.blocks())
    except (DataError, OSError) as error:
        sentence = f"{path} cannot be read: {error.strerror}" if isinstance(error, OSError) else error
        return {**report, "problems": [*report["problems"], f"{sentence}."]}
    if report["rows"] == 0:
        report["problems"].append(f"{path.name} has a header but no rows.")
    elif report["rows"] < MIN_ROWS:
        report["problems"].append(f"{path.name} has {count(report['rows'], 'row')}; at least {MIN_ROWS} are needed.")
    if report["problems"]:
        return report
    table = read(path, file.columns)
    report["columns"] = [describe(table[name]) for name in table.columns]
    features = [name for name in table.columns if name != target and name not in drop]
    report["problems"] = value_problems(path.name, table, target, features)
    if report["problems"]:
        return report
    report["task"], report["taskReason"] = infer_task(table[target])
    known = table[table[target].notna()]
    sample = known if len(known) <= SAMPLE_ROWS else known.sample(SAMPLE_ROWS, random_state=0)
    report["identifiers"] = [found for name in features for found in identifier(name, table[name])]
    report["leaks"] = [found for name in features for found in leak(name, sample[name], sample[target], report["task"])]
    return report


def read(path: Path, columns) -> pd.DataFrame:
    return pd.read_csv(
        path,
        header=0,
        names=columns,
        index_col=False,
        low_memory=False,
        encoding="utf-8-sig",
        keep_default_na=False,
        na_values=MISSING,
    )


def value_problems(file_name: str, table: pd.DataFrame, target: str, features) -> list:
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


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def describe(values: pd.Series) -> dict:
    kind = "numeric" if is_number(values) else "text"
    return {"name": values.name, "type": kind, "missing": int(values.isna().sum()), "distinct": int(values.nunique())}


def is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def infer_task(target: pd.Series):
    """Returns (task, reason as a sentence); task is None where a person has to say."""
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


def identifier(name: str, values: pd.Series) -> list:
    """A column that tells rows apart instead of describing them. Numbers with fractions are measurements."""
    present = values.dropna()
    distinct = present.nunique()
    share = distinct / max(len(present), 1)
    whole = not is_number(values) or bool((present % 1 == 0).all())
    named = re.search(r"(^|[\s_-])(id|uuid|guid|udi)$", name, re.IGNORECASE) or re.search(r"[a-z]I[Dd]$", name)
    if whole and share > 0.95 and distinct > FEW_CLASSES:
        return [{"column": name, "reason": f"{distinct} of {len(present)} values are different."}]
    if named and distinct > FEW_CLASSES:
        return [{"column": name, "reason": f"of its name, and it holds {distinct} different values."}]
    return []


def leak(name: str, values: pd.Series, target: pd.Series, task) -> list:
    """A column that alone nearly decides the target, or a flag that is only set where the target is a certain class."""
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
        if np.bincount(truth).min() < 3:
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
    """Two values, one of which never occurs without a class that is otherwise rare."""
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


if __name__ == "__main__":
    sys.exit(main())
