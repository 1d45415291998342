"""Turns rows, from a split or from a request, into the form that the model was trained on."""

import json
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

import numpy as np
import pandas as pd
from contract import check
from errors import DataError, quoted

MISSING = ["", "#N/A", "#NA", "<NA>", "N/A", "NA", "NULL", "NaN", "n/a", "nan", "null"]
"""Texts that mean a missing value in a file. Listed here, because the defaults of pandas differ between versions."""


class Columns(NamedTuple):
    """Rows of a request, grouped by the type of their columns; within a type in the order of the schema."""

    numbers: "np.ndarray"
    """float64, shape (rows, numeric features); NaN where a value is missing."""
    texts: "np.ndarray"
    """object, shape (rows, text features); NaN where a value is missing."""


def load_schema(folder) -> Dict[str, Any]:
    """schema.json as preprocess.py wrote it. Raises ValueError if it does not match schema.schema.json."""
    return check_schema(json.loads((Path(folder) / "schema.json").read_text(encoding="utf-8")))


def check_schema(schema: Dict[str, Any]) -> Dict[str, Any]:
    return check(schema, Path(__file__).with_name("schema.schema.json"), "schema.json")


def feature_names(schema: Dict[str, Any]) -> List[str]:
    return [feature["name"] for feature in schema["features"]]


def load_split(path, schema: Dict[str, Any]):
    """Returns (features, target): a table with the schema's features in their order, and an array, equally long."""
    target = schema["target"]
    types = {feature["name"]: np.float64 if feature["type"] == "numeric" else str for feature in schema["features"]}
    types[target] = np.float64 if schema["task"] == "regression" else str
    table = pd.read_csv(
        path,
        header=0,
        names=schema["columns"],
        usecols=list(types),
        dtype=types,
        keep_default_na=False,
        na_values=MISSING,
    )
    return table[feature_names(schema)], table[target].to_numpy()


def from_rows(rows: List[List[Any]], schema: Dict[str, Any]) -> Columns:
    """rows: values in the order of the features. Raises DataError that names row (from 1) and column."""
    width = len(schema["features"])
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            raise DataError(
                f"row {number} has {len(row)} values; {width} are needed, "
                f"in this order: {quoted(feature_names(schema))}"
            )
    return _columns(rows, {feature["name"]: index for index, feature in enumerate(schema["features"])}, schema)


def from_records(records: List[Dict[str, Any]], schema: Dict[str, Any]) -> Columns:
    """records: column name -> value; a value may be null but not absent, dropped columns are ignored."""
    names = feature_names(schema)
    expected, ignored = set(names), {schema["target"], *schema["dropped"]}
    for number, record in enumerate(records, 1):
        if record.keys() == expected:
            continue
        absent = [name for name in names if name not in record]
        if absent:
            raise DataError(f"row {number} has no {quoted(absent)}; give null for a value that is not known")
        unknown = [name for name in record if name not in expected and name not in ignored]
        if unknown:
            raise DataError(
                f"row {number} has {quoted(unknown)}, which the model does not know; it knows {quoted(names)}"
            )
    return _columns(records, {name: name for name in names}, schema)


def _columns(rows: list, keys: Dict[str, Any], schema: Dict[str, Any]) -> Columns:
    numeric = [feature["name"] for feature in schema["features"] if feature["type"] == "numeric"]
    texts = [feature["name"] for feature in schema["features"] if feature["type"] == "text"]
    wanted = [keys[name] for name in numeric]
    values = [[row[key] for key in wanted] for row in rows]
    return Columns(_numbers(values, numeric), _texts(rows, [keys[name] for name in texts], texts))


def _numbers(values: List[list], names: List[str]) -> "np.ndarray":
    try:
        # Numbers, numbers as text (CSV) and None at once; a bool would pass as 0 or 1.
        array = np.array(values, dtype=np.float64).reshape(len(values), len(names))
        if not np.isinf(array).any() and not any(value is True or value is False for row in values for value in row):
            return array
    except (TypeError, ValueError):
        pass
    checked = [[_number(value, name, row) for value, name in zip(line, names)] for row, line in enumerate(values, 1)]
    return np.array(checked, dtype=np.float64)


def _number(value: Any, name: str, row: int) -> float:
    if value is None or (isinstance(value, str) and value.strip() in MISSING):
        return np.nan
    try:
        if not isinstance(value, bool) and not np.isinf(float(value)):
            return float(value)
    except (TypeError, ValueError):
        pass
    raise DataError(f'row {row}: column "{name}" is {json.dumps(value)[:100]}; a number or null is needed')


def _texts(rows: list, keys: list, names: List[str]) -> "np.ndarray":
    texts = np.empty((len(rows), len(keys)), dtype=object)
    for index, row in enumerate(rows):
        texts[index] = [_text(row[key], name, index + 1) for key, name in zip(keys, names)]
    return texts


def _text(value: Any, name: str, row: int) -> Any:
    if isinstance(value, (list, dict)):
        raise DataError(f'row {row}: column "{name}" is {json.dumps(value)[:100]}; a text or null is needed')
    return np.nan if value is None or value in MISSING else str(value)
