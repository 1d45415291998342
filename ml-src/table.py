"""Turns rows, from a split or from a request, into the table that the model was trained on."""

import json
from pathlib import Path
from typing import Any, Dict, List

import numpy as np
import pandas as pd
from errors import DataError, quoted


def load_schema(folder) -> Dict[str, Any]:
    """schema.json as preprocess.py wrote it (and train.py completed it)."""
    return json.loads((Path(folder) / "schema.json").read_text(encoding="utf-8"))


def feature_names(schema: Dict[str, Any]) -> List[str]:
    return [feature["name"] for feature in schema["features"]]


def load_split(path, schema: Dict[str, Any]):
    """Returns (features, target): a table with the schema's features in their order, and an array as long."""
    target = schema["target"]
    types = {feature["name"]: _dtype(feature) for feature in schema["features"]}
    types[target] = np.float64 if schema["task"] == "regression" else str
    table = pd.read_csv(path, usecols=list(types), dtype=types)
    return table[feature_names(schema)], table[target].to_numpy()


def from_rows(rows: List[List[Any]], schema: Dict[str, Any]) -> pd.DataFrame:
    """rows: values in the order of the features. Raises DataError that names row (from 1) and column."""
    features = schema["features"]
    for number, row in enumerate(rows, 1):
        if len(row) != len(features):
            raise DataError(
                f"row {number} has {len(row)} values; {len(features)} are needed, "
                f"in this order: {quoted(feature_names(schema))}"
            )
    return _table({feature["name"]: [row[i] for row in rows] for i, feature in enumerate(features)}, schema)


def from_records(records: List[Dict[str, Any]], schema: Dict[str, Any]) -> pd.DataFrame:
    """records: column name -> value; a column may be null but not absent, columns that were dropped are ignored."""
    names = feature_names(schema)
    ignored = {schema["target"], *schema["dropped"]}
    expected = set(names)
    for number, record in enumerate(records, 1):
        if record.keys() == expected:
            continue
        absent = [name for name in names if name not in record]
        unknown = [name for name in record if name not in expected and name not in ignored]
        if absent:
            raise DataError(f"row {number} has no {quoted(absent)}; give null for a value that is not known")
        if unknown:
            raise DataError(
                f"row {number} has a column {quoted(unknown)} that the model does not know; it knows {quoted(names)}"
            )
    return _table({name: [record[name] for record in records] for name in names}, schema)


def _table(columns: Dict[str, list], schema: Dict[str, Any]) -> pd.DataFrame:
    arrays = {
        f["name"]: _numbers(f["name"], columns[f["name"]]) if f["type"] == "numeric" else _texts(columns[f["name"]])
        for f in schema["features"]
    }
    return pd.DataFrame(arrays, copy=False)


def _numbers(name: str, values: list) -> "np.ndarray":
    try:
        # None becomes NaN; a bool or a number written as text does not pass unnoticed as one.
        array = np.array(values, dtype=np.float64)
        if not any(isinstance(value, (str, bool)) for value in values):
            return array
    except (TypeError, ValueError):
        pass
    return np.array([_number(name, row, value) for row, value in enumerate(values, 1)], dtype=np.float64)


def _number(name: str, row: int, value: Any) -> float:
    if value is None or (isinstance(value, str) and not value.strip()):
        return np.nan
    try:
        if not isinstance(value, bool):
            return float(value)
    except (TypeError, ValueError):
        pass
    raise DataError(f'row {row}: column "{name}" is {json.dumps(value)}; a number or null is needed')


def _texts(values: list) -> "np.ndarray":
    return np.array([np.nan if value is None or value == "" else str(value) for value in values], dtype=object)


def _dtype(feature: Dict[str, Any]):
    return np.float64 if feature["type"] == "numeric" else str
