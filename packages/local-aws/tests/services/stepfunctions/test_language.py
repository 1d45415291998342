"""The Amazon States Language where stock moto reads it differently from AWS."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.services.stepfunctions.conftest import Machines


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("States.Format('{} of {}', $.name, $.count)", "a of 3"),
        (r"States.Format('it\'s \{{}\} \\ {}', $.name, 'x')", "it's {a} \\ x"),
        ("States.Format('{} {} {} {}', 1.5, -2, true, null)", "1.5 -2 true null"),
        ("States.Format('{}', States.Format('<{}>', $.name))", "<a>"),
        ("States.Array(1, 2.5, true, false, null, 'x, y (z)')", [1, 2.5, True, False, None, "x, y (z)"]),
        ("States.Array()", []),
        ("States.JsonMerge($.left, $.right, false)", {"one": 1, "both": "right"}),
        ("States.StringToJson($.json)", {"x": [1]}),
        ("States.JsonToString($.left)", '{"one":1,"both":"left"}'),
        ("States.Hash('data', 'SHA-256')", "3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7"),
        ("States.ArrayGetItem(States.StringSplit($.path, '/'), 1)", "b"),
        ("States.MathAdd($.count, -1)", 2),
        ("States.ArrayContains($.items[*].name, 'two')", True),
        ("$.items[0].name", "one"),
        ("$.items[0]", {"name": "one"}),
        ("$.items[*].name", ["one", "two"]),
        ("$.items[0:1].name", ["one"]),
        ("$.items[?(@.name == 'two')].name", ["two"]),
        ("$.nested[1][0].deep", 7),
        ("$['a key, with: signs']", 1),
        ("$$.Execution.RedriveCount", 0),
        ("$$.State.Name", "Pass"),
    ],
)
def test_an_expression_has_the_value_that_aws_gives_it(
    evaluate: Callable[..., Any], expression: str, value: Any
) -> None:
    given = {
        "name": "a",
        "count": 3,
        "left": {"one": 1, "both": "left"},
        "right": {"both": "right"},
        "json": '{"x": [1]}',
        "path": "a/b/c",
        "items": [{"name": "one"}, {"name": "two"}],
        "nested": [[], [{"deep": 7}]],
        "a key, with: signs": 1,
    }
    assert evaluate(expression, given) == value


def test_the_context_says_when_and_as_what_it_runs(evaluate: Callable[..., Any]) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", evaluate("$$.Execution.StartTime"))
    assert re.fullmatch(r"[0-9a-f-]{36}", evaluate("$$.Execution.Name"))


def test_a_choice_follows_an_index_into_a_list(machines: Machines) -> None:
    states = {
        "Choose": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.items[0].name", "StringEquals": "one", "Next": "Right"}],
            "Default": "Wrong",
        },
        "Right": {"Type": "Pass", "Result": "right", "End": True},
        "Wrong": {"Type": "Pass", "Result": "wrong", "End": True},
    }
    assert machines.output(states, {"items": [{"name": "one"}]}) == "right"


@pytest.mark.parametrize(
    "expression",
    ["States.Format('{}')", "States.Nothing($.a)", "States.Array(1 2)", "States.Array(x)"],
)
def test_what_is_no_expression_is_found(machines: Machines, expression: str) -> None:
    state = {"Type": "Pass", "Parameters": {"value.$": expression}, "End": True}
    if expression == "States.Format('{}')":
        assert machines.run({"Pass": state})["status"] == "FAILED"
        return
    with pytest.raises(machines.client.exceptions.InvalidDefinition):
        machines.create({"Pass": state})
