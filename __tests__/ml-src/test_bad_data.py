"""preprocess.py on unusable data: the sentence, where it is written, and that nothing else is reported."""

import numpy as np
import pandas as pd
import pytest

GOOD = "a,b,y\n" + "".join(f"{i}.5,t{i % 3},{i % 2}\n" for i in range(40))
LINES = GOOD.splitlines()


def replaced(row: int, line: str) -> str:
    """GOOD with another line in that row; row 1 is the header."""
    return "\n".join([*LINES[: row - 1], line, *LINES[row:]]) + "\n"


COLUMNS = 'its columns: "a", "b", "y"'
CASES = {
    "empty file": ("", {}, "data.csv is empty; a header and rows are needed"),
    "nothing but blanks": (" \n\n", {}, "data.csv is empty; a header and rows are needed"),
    "header only": ("a,b,y\n", {}, "data.csv has a header but no rows"),
    "no target": (GOOD, {"target": "z"}, f'data.csv has no column "z" (the target); {COLUMNS}'),
    "the target in other letters": (GOOD, {"target": "Y"}, f'data.csv has no column "Y" (the target); {COLUMNS}'),
    "unknown column to drop": (GOOD, {"drop": ["a", "q"]}, f'data.csv has no column "q" to drop; {COLUMNS}'),
    "two mistakes at once": (
        GOOD,
        {"target": "z", "drop": ["q"]},
        f'data.csv has no column "z" (the target); {COLUMNS}; data.csv has no column "q" to drop; {COLUMNS}',
    ),
    "the target dropped": (GOOD, {"drop": ["y"]}, 'the target "y" cannot be dropped'),
    "all but the target dropped": (
        GOOD,
        {"drop": ["a", "b"]},
        'data.csv has no column to learn from beside the target "y"',
    ),
    "one class": (
        GOOD.replace(",1\n", ",0\n"),
        {},
        'data.csv: the target "y" is "0" in all 40 rows; classification needs at least two classes',
    ),
    "a class of two rows": (
        "\n".join([*LINES, "1,t,rare", "2,t,rare"]),
        {},
        'data.csv: the target "y" is "rare" in fewer than 3 rows; each split needs one of each class: '
        "add rows or remove the class",
    ),
    "target missing in every row": (
        "a,b,y\n" + "1,t,\n" * 30,
        {},
        'data.csv: the target "y" is missing in all 30 rows',
    ),
    "target missing in every row, regression": (
        "a,b,y\n" + "1,t,NA\n" * 30,
        {"task": "regression"},
        'data.csv: the target "y" is missing in all 30 rows',
    ),
    "text in a numeric target": (
        replaced(17, "1,t,about 3"),
        {"task": "regression"},
        "data.csv: the target \"y\" is 'about 3' in row 17; regression needs a number",
    ),
    "infinite target": (
        replaced(17, "1,t,-inf"),
        {"task": "regression"},
        'data.csv: the target "y" is infinite in row 17',
    ),
    "infinite feature": (
        replaced(9, "inf,t,1"),
        {},
        'data.csv: column "a" is infinite in row 9; give a number, or leave it empty',
    ),
    "too few fields": (replaced(12, "1,t"), {}, "data.csv has 2 fields in row 12, but its header names 3 columns"),
    "too many fields": (replaced(12, "1,t,,0"), {}, "data.csv has 4 fields in row 12, but its header names 3 columns"),
    "a field too many in one row and too few in the next": (
        "\n".join([*LINES[:11], "1,t,,0", "1,t", *LINES[13:]]) + "\n",
        {},
        "data.csv has 4 fields in row 12, but its header names 3 columns",
    ),
    "not UTF-8": (
        replaced(12, "1,caf\u00e9,0").encode("latin-1"),
        {},
        "data.csv is not UTF-8 at row 12 (byte 0xe9); save the file as UTF-8",
    ),
    "header not UTF-8": (
        GOOD.replace("a,b", "a,\u00e9", 1).encode("latin-1"),
        {},
        "data.csv has a header (row 1) that is not UTF-8; save the file as UTF-8",
    ),
    "a sheet, not a CSV": (replaced(3, "1,\0,0"), {}, "data.csv has a zero byte in row 3"),
    "old Macintosh line ends": (
        replaced(3, "1,t,0\r1,t,1"),
        {},
        "data.csv has a carriage return within a line in row 3",
    ),
    "a column twice": (
        GOOD.replace("a,b", "a,a", 1),
        {},
        'data.csv has a header (row 1) that names "a" more than once',
    ),
    "a column without a name": (
        GOOD.replace("a,b", "a,", 1),
        {},
        "data.csv has a header (row 1) without a name for column 2",
    ),
    "a quote that is never closed": (
        replaced(30, '1,"t,0'),
        {},
        "data.csv has a quote in row 30 that is never closed; "
        "a field that holds a quote is quoted as a whole, and the quote in it doubled",
    ),
    "too few rows": (
        "a,b,y\n" + "1,t,0\n2,u,1\n" * 5,
        {},
        "data.csv has 10 rows with a target; at least 20 are needed",
    ),
    "a quantity taken for classes": (
        "a,b,y\n" + "".join(f"1,t{i},{i}.25\n" for i in range(101)),
        {},
        'data.csv: the target "y" has more than 100 different values; for a number choose the task regression',
    ),
    "nothing that varies": (
        "a,b,y\n" + "1,t,0\n1,t,1\n" * 20,
        {},
        'no column is left to learn from: "a" has the same value in every row of the train split; '
        '"b" has the same value in every row of the train split',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_reason_is_one_sentence(name, new_run, capsys):
    data, options, sentence = CASES[name]
    run = new_run(**{"target": "y", "task": "classification", **options}).upload(data)
    assert run.run("preprocess") == (1, f"DataError: {sentence}")
    out, err = capsys.readouterr()
    assert err.splitlines()[-1] == f"DataError: {sentence}"
    assert "Traceback" not in err


def test_a_row_after_quoted_line_ends_is_counted_as_a_sheet_counts_it(new_run):
    quoted = replaced(4, '1,"one\ntwo\nthree",1')
    run = new_run("y", "regression").upload(quoted.replace(LINES[20], "1,t,many"))
    assert run.run("preprocess").message.endswith("'many' in row 21; regression needs a number")


def test_a_bad_row_late_in_a_long_file_is_named(new_run):
    rows = 300_000  # more than one block of 4 MiB
    table = pd.DataFrame({"a": np.arange(rows) * 1.25, "b": "some text", "y": np.arange(rows) % 2})
    text = table.to_csv(index=False).splitlines()
    text[250_000] = "1,t,lots"
    run = new_run("y", "regression").upload("\n".join(text))
    assert run.run("preprocess") == (
        1,
        "DataError: data.csv: the target \"y\" is 'lots' in row 250001; regression needs a number",
    )


def test_exactly_one_file_is_needed(new_run):
    none, two = new_run("y", "classification"), new_run("y", "classification").upload(GOOD).upload(GOOD, "more.csv")
    needed = "exactly one is needed"
    assert none.run("preprocess").message == f"DataError: the input folder holds 0 files (); {needed}"
    assert two.run("preprocess").message == (
        f'DataError: the input folder holds 2 files ("data.csv", "more.csv"); {needed}'
    )


def test_a_long_reason_is_cut_to_what_the_service_takes(new_run):
    header = ",".join(f"column {'x' * 200} {i}" for i in range(10))
    run = new_run("y", "classification").upload(f"{header}\n")
    assert len(run.run("preprocess").message) == 1024
