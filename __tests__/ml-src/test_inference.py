"""inference.py: its four functions give the same answers as model.joblib; a bad request gets a sentence."""

import csv
import io
import json
import math

import inference
import joblib
import numpy as np
import pytest
from table import load_split
from werkzeug.exceptions import BadRequest, NotAcceptable, UnsupportedMediaType

JSON, CSV = "application/json", "text/csv"
NAMES = ["binary", "multiclass", "regression"]
FEATURES = ["load", "heat", "site"]


@pytest.fixture(scope="module")
def models(finished):
    return {name: inference.model_fn(str(run.model)) for name, run in finished.items()}


@pytest.fixture(scope="module")
def rows(finished):
    """name -> the test split as a list of rows, None for a missing value; the same features in every run."""

    def read(run):
        features, _ = load_split(run.split / "test/test.csv", run.schema)
        assert list(features.columns) == FEATURES
        return [[None if isinstance(v, float) and math.isnan(v) else v for v in row] for row in features.values]

    return {name: read(run) for name, run in finished.items()}


def ask(model, body, content_type=JSON, accept=JSON):
    out, kind = inference.output_fn(inference.predict_fn(inference.input_fn(body, content_type), model), accept)
    assert kind == accept
    return json.loads(out)["predictions"] if accept == JSON else out


def as_csv(rows, header=None) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows] if header else rows)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_exactly_those_of_the_model_file(finished, models, rows, name):
    run = finished[name]
    features, _ = load_split(run.split / "test/test.csv", run.schema)
    pipeline = joblib.load(run.model / "model.joblib")
    answers = ask(models[name], json.dumps({"instances": rows[name]}))
    if name == "regression":
        assert answers == pipeline.predict(features).tolist()
        return
    probabilities = [[answer["probabilities"][label] for label in pipeline.classes_] for answer in answers]
    assert np.array_equal(probabilities, pipeline.predict_proba(features))
    assert [answer["label"] for answer in answers] == pipeline.predict(features).tolist()
    assert all(answer["score"] == answer["probabilities"][answer["label"]] for answer in answers)


@pytest.mark.parametrize("name", NAMES)
def test_every_way_to_send_the_same_rows_gets_the_same_answers(models, rows, name):
    some = rows[name][:40]
    expected = ask(models[name], json.dumps({"instances": some}))
    records = [dict(zip(FEATURES, row)) for row in some]
    shuffled = [dict(reversed(list(record.items()))) for record in records]
    backwards = [row[::-1] for row in some]
    texts = [[None if value is None else str(value) for value in row] for row in some]
    for body, kind in [
        (json.dumps({"instances": records}), JSON),
        (json.dumps({"instances": shuffled}).encode(), JSON + "; charset=utf-8"),
        (json.dumps({"instances": texts}), JSON),
        (as_csv(some), CSV),
        (as_csv(some).replace("\r\n", "\n").encode(), CSV),
        (as_csv(some, FEATURES), CSV),
        (as_csv(backwards, FEATURES[::-1]), CSV),
    ]:
        assert ask(models[name], body, kind) == expected


def test_csv_out(models, rows):
    body = json.dumps({"instances": rows["regression"][:5]})
    numbers = ask(models["regression"], body)
    assert [float(line) for line in ask(models["regression"], body, accept=CSV).splitlines()] == numbers
    answers = ask(models["binary"], body)
    lines = list(csv.reader(io.StringIO(ask(models["binary"], body, accept=CSV))))
    assert [(label, float(score)) for label, score in lines] == [(a["label"], a["score"]) for a in answers]


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.9", None])
def test_json_is_the_answer_unless_csv_is_asked_for(models, rows, accept):
    prediction = inference.predict_fn(rows["regression"][:1], models["regression"])
    assert inference.output_fn(prediction, accept)[1] == JSON


def test_a_category_never_seen_and_missing_values_are_answered(models):
    answers = ask(models["regression"], '{"instances": [[50, 20, "west"], [null, null, null], ["", "NA", ""]]}')
    assert all(isinstance(answer, float) and math.isfinite(answer) for answer in answers)
    assert answers[1] == answers[2]


def test_the_target_and_dropped_columns_may_be_sent_along(models, rows):
    record = dict(zip(FEATURES, rows["binary"][0]))
    more = {**record, "broken": "no", "state": "good", "cost": 1.5}
    alone, along = (ask(models["binary"], json.dumps({"instances": [one]})) for one in (record, more))
    assert alone == along


ORDER = '"load", "heat", "site"'
REFUSED = {
    "no body": ("", JSON, "the body is not JSON: Expecting value: line 1 column 1 (char 0)"),
    "not JSON": ("{instances}", JSON, None),
    "no instances": ("{}", JSON, 'the body needs "instances": a list with at least one row'),
    "a list": ("[[1, 2, 3]]", JSON, 'the body needs "instances": a list with at least one row'),
    "no rows": ('{"instances": []}', JSON, 'the body needs "instances": a list with at least one row'),
    "a row alone": (
        '{"instances": [1, 2, "north"]}',
        JSON,
        '"instances" must hold lists of values, or objects by column name, but not both',
    ),
    "lists and objects": (
        '{"instances": [[1, 2, "north"], {"load": 1}]}',
        JSON,
        '"instances" must hold lists of values, or objects by column name, but not both',
    ),
    "a value too few": (
        '{"instances": [[1, 2, "north"], [1, 2]]}',
        JSON,
        f"row 2 has 2 values; 3 are needed, in this order: {ORDER}",
    ),
    "an absent column": (
        '{"instances": [{"load": 1, "site": "north"}]}',
        JSON,
        'row 1 has no "heat"; give null for a value that is not known',
    ),
    "an unknown column": (
        '{"instances": [{"load": 1, "heat": 2, "site": "north", "Heat": 2}]}',
        JSON,
        f'row 1 has "Heat", which the model does not know; it knows {ORDER}',
    ),
    "text for a number": (
        '{"instances": [[1, 2, "north"], [1, "warm", "north"]]}',
        JSON,
        'row 2: column "heat" is "warm"; a number or null is needed',
    ),
    "a truth value for a number": (
        '{"instances": [[true, 2, "north"]]}',
        JSON,
        'row 1: column "load" is true; a number or null is needed',
    ),
    "a list for a number": (
        '{"instances": [[[1], 2, "north"]]}',
        JSON,
        'row 1: column "load" is [1]; a number or null is needed',
    ),
    "an infinite number": (
        '{"instances": [[1e999, 2, "north"]]}',
        JSON,
        'row 1: column "load" is Infinity; a number or null is needed',
    ),
    "a list for a text": (
        '{"instances": [[1, 2, ["north"]]]}',
        JSON,
        'row 1: column "site" is ["north"]; a text or null is needed',
    ),
    "not UTF-8": (b'{"instances": [[1, 2, "\xe9"]]}', JSON, "the body is not UTF-8 (byte 24)"),
    "CSV: no rows": ("\n\n", CSV, "the body holds no rows"),
    "CSV: a header alone": ("load,heat,site\n", CSV, "the body holds a header but no rows"),
    "CSV: a value too few": ("1,2\n", CSV, f"row 1 has 2 values; 3 are needed, in this order: {ORDER}"),
    "CSV: a value too many below a header": (
        "load,heat,site\n1,2,north\n1,2,north,3\n",
        CSV,
        "row 2 has 4 values, but the header names 3 columns",
    ),
    "CSV: text for a number": (
        "load,heat,site\n1,2,north\n1,warm,north\n",
        CSV,
        'row 2: column "heat" is "warm"; a number or null is needed',
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_request_is_refused_with_a_sentence(models, name):
    body, kind, sentence = REFUSED[name]
    with pytest.raises(BadRequest) as refused:
        ask(models["regression"], body, kind)
    answer = refused.value.get_response()
    error = json.loads(answer.get_data(as_text=True))["error"]
    assert (answer.status_code, answer.mimetype) == (400, JSON)
    assert error == sentence if sentence else error.startswith("the body is not JSON: ")


def test_other_content_types_are_named(models):
    with pytest.raises(UnsupportedMediaType) as refused:
        inference.input_fn("<rows/>", "application/xml")
    assert refused.value.description == "the content type is application/xml; allowed: application/json, text/csv"
    prediction = inference.predict_fn([[1, 2, "north"]], models["regression"])
    with pytest.raises(NotAcceptable) as refused:
        inference.output_fn(prediction, "application/x-npy")
    assert refused.value.description == "Accept is application/x-npy; allowed: application/json, text/csv"
