"""The endpoint's handler for the SageMaker scikit-learn container: raw rows in, predictions out.

In:  application/json  {"instances": [[…], …]} in the order of the features, or [{"column": value, …}, …]
     text/csv          rows in the order of the features, or a header with column names first
Out: application/json  {"predictions": [12.3, …]} or [{"label": …, "score": …, "probabilities": {class: …}}, …]
     text/csv          the number, or label,score, one line per row
A request that the model cannot use is answered with status 400 and {"error": sentence}.
"""

import copy
import csv
import io
import json
from pathlib import Path
from typing import Any, Dict, NamedTuple, Optional

import joblib
import numpy as np
from errors import DataError
from table import Columns, feature_names, from_records, from_rows, load_schema
from werkzeug.exceptions import BadRequest, NotAcceptable, UnsupportedMediaType
from werkzeug.wrappers import Response

JSON, CSV = "application/json", "text/csv"


class Model(NamedTuple):
    """The fitted steps of the pipeline, called singly: a table per request would take longer than predicting."""

    encoder: Optional[Any]
    """Turns texts into numbers; None where no feature is text."""
    learner: Any
    schema: Dict[str, Any]


class Prediction(NamedTuple):
    values: "np.ndarray"
    """Numbers, shape (rows,); for a classification the probabilities, shape (rows, classes)."""
    labels: Any
    """Class names, shape (rows,), or None for a regression."""
    classes: Any


def model_fn(model_dir: str) -> Model:
    """Loads what train.py saved: model.joblib and schema.json."""
    pipeline = joblib.load(Path(model_dir) / "model.joblib")
    fitted = {name: transformer for name, transformer, _ in pipeline["preparation"].transformers_}
    encoder = copy.copy(fitted.get("texts"))
    if encoder is not None:
        # The pipeline was fitted on a table and would warn, on every request, that an array has no column names.
        del encoder.feature_names_in_
    return Model(encoder, pipeline["model"], load_schema(model_dir))


def input_fn(body, content_type: str = JSON):
    """Returns a list of rows (lists) or records (dicts); for CSV with a header, records of text."""
    kind = (content_type or JSON).split(";")[0].strip().lower()
    if kind not in (JSON, CSV, "*/*"):
        raise _refusal(UnsupportedMediaType, f"the content type is {kind}; allowed: {JSON}, {CSV}")
    try:
        text = _decoded(body)
        return _csv_rows(text) if kind == CSV else _instances(text)
    except DataError as error:
        raise _refusal(BadRequest, str(error)) from None


def predict_fn(data, model: Model) -> Prediction:
    """data: the result of input_fn. The answers are those of `predict` and `predict_proba` of model.joblib."""
    try:
        matrix = _matrix(_columns(data, model.schema), model.encoder)
    except DataError as error:
        raise _refusal(BadRequest, str(error)) from None
    if model.schema["task"] == "regression":
        return Prediction(model.learner.predict(matrix), None, None)
    probabilities = model.learner.predict_proba(matrix)
    classes = model.learner.classes_
    return Prediction(probabilities, classes[np.argmax(probabilities, axis=1)].tolist(), classes.tolist())


def output_fn(prediction: Prediction, accept: str = JSON):
    """Returns (body, content type). The score of a label is its probability."""
    kinds = [kind.split(";")[0].strip().lower() for kind in (accept or JSON).split(",")]
    if JSON in kinds or "*/*" in kinds or "application/*" in kinds:
        return json.dumps({"predictions": _as_json(prediction)}), JSON
    if CSV in kinds:
        return _as_csv(prediction), CSV
    raise _refusal(NotAcceptable, f"Accept is {accept}; allowed: {JSON}, {CSV}")


def _decoded(body) -> str:
    try:
        return body.decode("utf-8") if isinstance(body, (bytes, bytearray)) else body
    except UnicodeDecodeError as error:
        raise DataError(f"the body is not UTF-8 (byte {error.start + 1})") from None


def _instances(text: str) -> list:
    try:
        request = json.loads(text)
    except ValueError as error:
        raise DataError(f"the body is not JSON: {error}") from None
    instances = request.get("instances") if isinstance(request, dict) else None
    if not isinstance(instances, list) or not instances:
        raise DataError('the body needs "instances": a list with at least one row')
    kind = type(instances[0])
    if kind not in (list, dict) or any(type(instance) is not kind for instance in instances):
        raise DataError('"instances" must hold lists of values, or objects by column name, but not both')
    return instances


def _csv_rows(text: str) -> list:
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    if not rows:
        raise DataError("the body holds no rows")
    return rows


def _matrix(columns: Columns, encoder) -> "np.ndarray":
    """What the pipeline's preparation produces: numbers first, then the encoded texts (ml-src/model.py)."""
    return columns.numbers if encoder is None else np.hstack((columns.numbers, encoder.transform(columns.texts)))


def _columns(data: list, schema: Dict[str, Any]) -> Columns:
    if isinstance(data[0], dict):
        return from_records(data, schema)
    if set(feature_names(schema)) <= set(map(str, data[0])):
        header, rows = data[0], data[1:]
        if not rows:
            raise DataError("the body holds a header but no rows")
        for number, row in enumerate(rows, 1):
            if len(row) != len(header):
                raise DataError(f"row {number} has {len(row)} values, but the header names {len(header)} columns")
        return from_records([dict(zip(header, row)) for row in rows], schema)
    return from_rows(data, schema)


def _as_json(prediction: Prediction) -> list:
    if prediction.labels is None:
        return prediction.values.tolist()
    rows = [dict(zip(prediction.classes, row)) for row in prediction.values.tolist()]
    return [{"label": label, "score": row[label], "probabilities": row} for label, row in zip(prediction.labels, rows)]


def _as_csv(prediction: Prediction) -> str:
    if prediction.labels is None:
        return "".join(f"{value!r}\n" for value in prediction.values.tolist())
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerows((row["label"], repr(row["score"])) for row in _as_json(prediction))
    return out.getvalue()


def _refusal(kind, sentence: str):
    """The container's Flask turns this into a response with this status and a body that programs can parse."""
    return kind(description=sentence, response=Response(json.dumps({"error": sentence}), kind.code, mimetype=JSON))
