"""contract.py: it accepts and refuses what the jsonschema package does, and says where a value does not match."""

import copy
import json
import random
from pathlib import Path

import jsonschema
import pytest
from contract import ANNOTATIONS, CHECKS, check, problems_of

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = sorted([*ROOT.glob("ml-src/*.schema.json"), *ROOT.glob("tools/*/*.schema.json")])
VALUES = [None, True, False, 0, 1, -1, 1.0, 0.5, "", "x", "numeric", "regression", [], ["x"], [{}], {}, {"x": 1}]


def valid(schema, chance):
    """A random value that matches the schema."""
    if "anyOf" in schema:
        return valid(chance.choice(schema["anyOf"]), chance)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return chance.choice(schema["enum"])
    kind = schema["type"] if isinstance(schema["type"], str) else chance.choice(schema["type"])
    if kind == "object":
        required, known = schema.get("required", []), schema.get("properties", {})
        made = {name: valid(known[name], chance) for name in known if name in required or chance.random() < 0.5}
        if isinstance(schema.get("additionalProperties"), dict):
            made.update({name: valid(schema["additionalProperties"], chance) for name in ("one", "two")})
        return made
    if kind == "array":
        return [valid(schema["items"], chance) for _ in range(chance.randint(schema.get("minItems", 0), 3))]
    return {"string": "text", "number": 0.25, "integer": 3, "boolean": True, "null": None}[kind]


def spoilt(value, chance):
    """The value with one change, which may make it invalid or not."""
    places = [()]
    for place in places:
        inner = get(value, place)
        if isinstance(inner, (dict, list)):
            places += [(*place, key) for key in (inner if isinstance(inner, dict) else range(len(inner)))]
    place = chance.choice(places[1:])
    changed = copy.deepcopy(value)
    parent, key = get(changed, place[:-1]), place[-1]
    if isinstance(parent, dict) and chance.random() < 0.3:
        del parent[key]
    elif isinstance(parent, dict) and chance.random() < 0.2:
        parent["surprise"] = 1
    else:
        parent[key] = chance.choice(VALUES)
    return changed


def get(value, place):
    for key in place:
        value = value[key]
    return value


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_it_judges_as_the_jsonschema_package_does(path):
    schema, chance = json.loads(path.read_text(encoding="utf-8")), random.Random(7)
    reference = jsonschema.Draft202012Validator(schema)
    reference.check_schema(schema)
    wrong = 0
    for _ in range(400):
        value = valid(schema, chance)
        assert list(problems_of(value, schema)) == []
        changed = spoilt(value, chance)
        assert bool(list(problems_of(changed, schema))) == (not reference.is_valid(changed)), changed
        wrong += not reference.is_valid(changed)
    assert 100 < wrong < 400


KEYWORDS = [
    ({"type": "integer"}, [1, 1.0, 1.5, True, "1", None]),
    ({"type": ["number", "null"]}, [1, 1.5, None, False, "x"]),
    ({"type": "boolean"}, [True, 0, 1]),
    ({"const": 1}, [1, 1.0, True, 2, "1"]),
    ({"enum": [1, "x", None]}, [1, True, "x", "y", None]),
    ({"anyOf": [{"type": "string", "minLength": 2}, {"type": "array"}]}, ["x", "xy", [], {}]),
    ({"minimum": 0}, [-1, 0, 0.5, "x", True]),
    ({"minItems": 1}, [[], [1], "x"]),
    ({"items": {"type": "string"}}, [["x"], ["x", 1], "x"]),
    ({"required": ["a"], "properties": {"a": {"type": "null"}}}, [{}, {"a": None}, {"a": 1}, [], {"b": 1, "a": None}]),
    ({"properties": {"a": {}}, "additionalProperties": False}, [{}, {"a": 1}, {"b": 1}]),
    ({"properties": {"a": {}}, "additionalProperties": {"type": "null"}}, [{"a": 1}, {"b": None}, {"b": 1}]),
]


@pytest.mark.parametrize(("schema", "values"), KEYWORDS, ids=lambda part: json.dumps(part)[:40])
def test_each_keyword_means_what_the_standard_says(schema, values):
    for value in values:
        found = not list(problems_of(value, schema))
        assert found == jsonschema.Draft202012Validator(schema).is_valid(value), value


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_json_cannot_hold_is_none(number):
    assert list(problems_of(number, {"type": ["number", "null"]})) != []


def test_every_keyword_has_a_case_here():
    used = {keyword for schema, _ in KEYWORDS for keyword in schema}
    assert set(CHECKS) - used == {"minLength"}  # it is inside anyOf


def test_a_keyword_that_is_not_known_is_refused():
    with pytest.raises(NotImplementedError, match="the JSON Schema keyword pattern is not known here"):
        list(problems_of("x", {"type": "string", "pattern": "^x"}))
    assert list(problems_of("x", dict.fromkeys(ANNOTATIONS, "text"))) == []


def test_problems_name_place_value_and_what_is_needed(tmp_path):
    path = tmp_path / "thing.schema.json"
    row = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
    properties = {"rows": {"type": "array", "items": row}, "task": {"enum": ["a", "b"]}, "n": {"minimum": 1}}
    path.write_text(json.dumps({"type": "object", "properties": properties, "additionalProperties": False}))
    good = {"rows": [{"name": "x"}], "task": "a", "n": 1}
    assert check(good, path, "thing.json") is good
    with pytest.raises(ValueError) as error:
        check({"rows": [{"name": 1}, {}], "task": "c", "n": 0, "m": 1}, path, "thing.json")
    assert str(error.value) == (
        "thing.json does not match thing.schema.json: rows[0].name is 1; the type string is needed; "
        'rows[1] has no name; task is "c"; allowed: "a", "b"; n is 0; at least 1 is needed; '
        "it has m, which the schema does not know"
    )


def test_only_the_first_problems_are_named(tmp_path):
    path = tmp_path / "list.schema.json"
    path.write_text(json.dumps({"items": {"type": "string"}}))
    with pytest.raises(ValueError, match=r"\[4\] is 4; the type string is needed; and 15 more$"):
        check(list(range(20)), path, "list.json")
