"""labels.py: texts in any alphabet, their widths, and numbers for readers."""

import pytest
from labels import clean, number, quoted, shortened, width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Torque [Nm]", "Torque [Nm]"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("zero\x00 bell\x07 half \ud800", "zero\ufffd bell\ufffd half \ufffd"),
        ("evil\u202eexe.", "evilexe."),
        (12, "12"),
    ],
)
def test_a_text_becomes_one_line_that_xml_can_hold(text, expected):
    assert clean(text) == expected


def test_names_from_right_to_left_are_isolated_from_their_neighbours():
    assert quoted("الحالة") == "\u2068الحالة\u2069"
    assert quoted("\u2068الحالة") == "\u2068الحالة\u2069"
    assert quoted("state") == "state"


def test_a_text_that_fits_stays_and_another_keeps_both_ends():
    assert shortened("temperature", 200) == "temperature"
    short = shortened("sensor_temperature_inlet_average_celsius", 120)
    assert short.startswith("sensor") and short.endswith("celsius") and "…" in short
    assert width(short) <= 120 < width("sensor_temperature_inlet_average_celsius")


@pytest.mark.parametrize("text", ["", "x", "abc", "摩耗", "a" * 500, "摩" * 500, "हि" * 200, "👩‍👩‍👧" * 50, "🇩🇪" * 50])
@pytest.mark.parametrize("longest", [20, 60, 240])
def test_a_shortened_text_fits(text, longest):
    assert width(shortened(text, longest)) <= longest


def test_no_letter_is_torn_from_its_marks_and_no_emoji_apart():
    for unit in ("हि", "e\u0301", "👩‍👩‍👧", "👩🏽‍🔬", "🇩🇪"):
        left, right = shortened(unit * 60, 100).split("…")
        assert left and right
        assert left == unit * (len(left) // len(unit)) and right == unit * (len(right) // len(unit))


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0, 10, "0"),
        (1200, 10, "1,200"),
        (1400000, 10, "1,400,000"),
        (43210.5, 3, "43,200"),
        (-0.5, 10, "−0.5"),
        (0.1234567, 3, "0.123"),
        (0.00002, 10, "2e−5"),
        (-1.25e9, 10, "−1.25e9"),
        (float("1e300"), 10, "1e300"),
    ],
)
def test_numbers_for_people(value, digits, expected):
    assert number(value, digits) == expected
