"""Inspects a CSV file before training: what there is to learn, and what would spoil it. Prints JSON.

inspection.schema.json defines the output. Problems make the file unusable; identifiers, leaks and warnings are for a
person to judge. Columns that are already dropped are not judged.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import List, Optional

import pandas as pd

# The jobs' own code decides whether a file is readable.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "ml-src"))

from contract import check
from csv_blocks import CsvFile
from errors import DataError
from preprocess import column_problems
from remarks import count, task_problems, value_problems, warnings
from suggestions import infer_task, is_number, suggest_metric
from suspects import identifier, leak
from table import MISSING
from target import MIN_ROWS

SCHEMA = Path(__file__).with_name("inspection.schema.json")
SAMPLE_ROWS = 20_000


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--csv", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--task", choices=["classification", "regression"], help="instead of what the data suggests")
    parser.add_argument("--drop", action="append", default=[])
    options = parser.parse_args(arguments)
    report = inspect(Path(options.csv), options.target, options.drop, options.task)
    print(json.dumps(check(report, SCHEMA, "the inspection"), ensure_ascii=False, allow_nan=False))
    return 0


def inspect(path: Path, target: str, drop, task: Optional[str] = None) -> dict:
    report = {
        "rows": 0,
        "columns": [],
        "target": target,
        "task": task,
        "taskReason": "",
        "metric": None,
        "metricReason": "",
        "classes": [],
        "positiveClass": None,
        "identifiers": [],
        "leaks": [],
        "warnings": [],
        "problems": [],
    }
    try:
        file = CsvFile(path)
        report["problems"] = [f"{problem}." for problem in column_problems(file, target, drop)]
        report["rows"] = sum(len(block.records) for block in file.blocks())
    except (DataError, OSError) as error:
        sentence = f"{path} cannot be read: {error.strerror}" if isinstance(error, OSError) else error
        return {**report, "problems": [*report["problems"], f"{sentence}."]}
    report["problems"] += row_problems(path.name, report["rows"])
    if report["problems"]:
        return report
    table = read(path, file.columns)
    report["columns"] = [describe(table[name]) for name in table.columns]
    features = [name for name in table.columns if name != target and name not in drop]
    report["problems"] = value_problems(path.name, table, target, features)
    return report if report["problems"] else judge(report, path, table, features)


def judge(report: dict, path: Path, table: pd.DataFrame, features: List[str]) -> dict:
    """Adds suggestions and suspicious columns to the report about a readable file."""
    target = report["target"]
    task, reason = (report["task"], "it was given.") if report["task"] else infer_task(table[target])
    classes = class_counts(path, list(table.columns), target) if task == "classification" else []
    problems = task_problems(table[target], task, classes)
    if problems:
        return {**report, "task": task, "taskReason": reason, "problems": problems}
    metric, metric_reason = suggest_metric(task, classes)
    known = table[table[target].notna()]
    sample = known if len(known) <= SAMPLE_ROWS else known.sample(SAMPLE_ROWS, random_state=0)
    identifiers = [found for name in features for found in identifier(name, table[name])]
    return {
        **report,
        "task": task,
        "taskReason": reason,
        "metric": metric,
        "metricReason": metric_reason,
        "classes": classes,
        "positiveClass": classes[-1]["name"] if len(classes) == 2 else None,
        "identifiers": identifiers,
        "leaks": [found for name in features for found in leak(name, sample[name], sample[target], task)],
        "warnings": warnings(table, target, features, {found["column"] for found in identifiers}, classes),
    }


def row_problems(file_name: str, rows: int) -> List[str]:
    if rows == 0:
        return [f"{file_name} has a header but no rows."]
    return [f"{file_name} has {count(rows, 'row')}; at least {MIN_ROWS} are needed."] if rows < MIN_ROWS else []


def read(path: Path, columns: List[str], **options) -> pd.DataFrame:
    return pd.read_csv(
        path,
        header=0,
        names=columns,
        index_col=False,
        low_memory=False,
        encoding="utf-8-sig",
        keep_default_na=False,
        na_values=MISSING,
        **options,
    )


def class_counts(path: Path, columns: List[str], target: str) -> List[dict]:
    """The classes as written ("0" and "0.0" are different), the most frequent first."""
    rows = read(path, columns, usecols=[target], dtype=str)[target].value_counts().to_dict()
    ordered = sorted(rows.items(), key=lambda item: (-item[1], item[0]))
    # As in preprocess.py: of two classes with the same number of rows, the first by name is the positive one.
    if len(ordered) == 2 and ordered[0][1] == ordered[1][1]:
        ordered.reverse()
    return [{"name": name, "rows": int(count)} for name, count in ordered]


def describe(values: pd.Series) -> dict:
    kind = "numeric" if is_number(values) else "text"
    return {"name": values.name, "type": kind, "missing": int(values.isna().sum()), "distinct": int(values.nunique())}


if __name__ == "__main__":
    sys.exit(main())
