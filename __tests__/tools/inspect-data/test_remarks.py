"""Problems and warnings: sentences about the values of a file."""

import numpy as np
import pandas as pd
import pytest
from errors import DataError
from preprocess import preprocess

ROWS = 400


def test_a_plain_file_gives_no_warning(look, table):
    assert look(table())["warnings"] == []


TASK_PROBLEMS = {
    "words as numbers": (
        ["few", *map(str, range(ROWS - 1))],
        "regression",
        'The target "y" holds texts such as "few"; regression needs numbers.',
    ),
    "too many classes": (
        np.arange(ROWS) % 120,
        "classification",
        'The target "y" holds 120 different values; at most 100 can be classes.',
    ),
    "a class of two rows": (
        np.repeat(["good", "bad", "ugly"], [200, 198, 2]),
        None,
        'The target "y" is "ugly" in fewer than 3 rows; '
        "each split needs one of each class: add rows or remove the class.",
    ),
}


@pytest.mark.parametrize("name", TASK_PROBLEMS)
def test_a_target_that_does_not_fit_its_task_is_a_problem_as_in_preprocessing(look, name, table, tmp_path):
    values, task, sentence = TASK_PROBLEMS[name]
    data = table(y=values)
    assert look(data, task=task)["problems"] == [sentence]
    with pytest.raises(DataError):
        preprocess(tmp_path / "data.csv", tmp_path / "split", "y", task or "classification", [], 42)


WARNINGS = {
    "target missing": (
        {"y": [None] * 5 + [0, 1] * 195 + [1] * 5},
        ['The target "y" is missing in 5 rows, which will be left out.'],
    ),
    "constant": ({"c": "same"}, ['"c" is same in every row and will not be used.']),
    "numbers and a text": (
        {"c": ["?", *map(str, np.arange(ROWS - 1) % 50)]},
        ['"c" holds numbers, but also texts such as "?": all of it will be taken as text.'],
    ),
    "few of a class": (
        {"y": np.repeat(["no", "yes"], [380, 20])},
        ['The class "yes" has fewer than 30 rows: expect metrics that change noticeably from one run to the next.'],
    ),
    "few of two classes": (
        {"y": np.repeat(["a", "b", "c"], [360, 20, 20])},
        [
            'The classes "b", "c" have fewer than 30 rows: '
            "expect metrics that change noticeably from one run to the next."
        ],
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_what_a_person_should_know_is_a_warning(look, name, table):
    columns, sentences = WARNINGS[name]
    report = look(table(**columns))
    assert (report["warnings"], report["problems"]) == (sentences, [])


def test_few_rows_are_a_warning(look, table):
    assert look(table().head(100))["warnings"] == [
        "There are only 100 rows, about 15 of them for the test: "
        "expect metrics that change noticeably from one run to the next."
    ]


def test_a_column_of_very_many_texts_is_a_warning_unless_it_is_an_identifier(look):
    rows = 5 * 1100
    data = pd.DataFrame(
        {"a": np.linspace(0, 1, rows), "y": np.arange(rows) % 2, "c": [f"t{i // 5}" for i in range(rows)]}
    )
    assert look(data)["warnings"] == [
        '"c" holds 1100 different texts; with more than 1000 in the train split it will not be used.'
    ]
    assert look(data.rename(columns={"c": "c_id"}))["warnings"] == []


COLUMNS = 'its columns: "a", "b", "y"'
GOOD = "a,b,y\n" + "1,2,0\n2,3,1\n" * 20
PROBLEMS = {
    "empty": ("", {}, ["data.csv is empty; a header and rows are needed."]),
    "header only": ("a,b,y\n", {}, ["data.csv has a header but no rows."]),
    "few rows": ("a,b,y\n1,2,3\n", {}, ["data.csv has 1 row; at least 20 are needed."]),
    "no target": (GOOD, {"target": "z"}, [f'data.csv has no column "z" (the target); {COLUMNS}.']),
    "three mistakes at once": (
        "a,b,y\n",
        {"target": "z", "drop": ["q"]},
        [
            f'data.csv has no column "z" (the target); {COLUMNS}.',
            f'data.csv has no column "q" to drop; {COLUMNS}.',
            "data.csv has a header but no rows.",
        ],
    ),
    "not UTF-8": (
        b"a,b,y\n1,\xe9,3\n",
        {},
        ["data.csv is not UTF-8 at row 2 (byte 0xe9); save the file as UTF-8."],
    ),
    "one class": (
        "a,b,y\n" + "1,2,no\n2,3,no\n" * 20,
        {},
        ['The target "y" is no in every row: there is nothing to learn.'],
    ),
    "no value": ("a,b,y\n" + "1,2,\n2,3,\n" * 20, {}, ['The target "y" is missing in every row.']),
    "infinite numbers": (
        "a,b,y\n" + "inf,2,1\n2,inf,0\n" * 20,
        {},
        [f'data.csv: column "{name}" holds 20 infinite numbers.' for name in "ab"],
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_makes_the_file_unusable_is_told_in_full_sentences(look, name):
    data, options, sentences = PROBLEMS[name]
    assert look(data, **options)["problems"] == sentences
