"""plots.py: what a picture shows, whatever names and numbers it gets."""

from xml.etree import ElementTree

import numpy as np
import plots
import pytest

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '<script>alert(1)</script> & "co" ]]> \x00'
NAMES = ["a", NASTY, "摩耗", "قديم جدا", "👩‍👩‍👧", "sensor_temperature_" * 20]


def parse(path) -> ElementTree.Element:
    root = ElementTree.fromstring(path.read_bytes())
    allowed = {"svg", "title", "style", "rect", "path", "g", "circle", "text"}
    assert {element.tag for element in root.iter()} <= {SVG + name for name in allowed}
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)
    return root


def texts(root) -> list:
    return [element.text for element in root.iter(SVG + "text")]


def titles(root) -> list:
    return [element.text for element in root.iter(SVG + "title")]


def within(root) -> None:
    """Everything with a position is inside the picture."""
    width, height = float(root.get("width")), float(root.get("height"))
    for element in root.iter():
        for names, size in ((("x", "cx"), width), (("y", "cy"), height)):
            places = [float(element.get(name)) for name in names if element.get(name)]
            assert all(-0.5 <= place <= size + 0.5 for place in places), element.attrib


def test_names_are_escaped_and_shown_in_full_where_one_points(tmp_path):
    plots.bars(tmp_path / "p.svg", NASTY, NASTY, NAMES, [6, 5, 4, 3, 2, 1])
    root = parse(tmp_path / "p.svg")
    within(root)
    shown = texts(root)
    assert '<script>alert(1)</script> & "co" ]]> \ufffd' in shown
    assert {"a", "摩耗", "قديم جدا", "👩‍👩‍👧"} <= set(shown)
    assert NAMES[-1] not in shown and NAMES[-1] in titles(root)


def test_the_longest_bar_is_that_of_the_greatest_value_and_a_negative_one_points_left(tmp_path):
    plots.bars(tmp_path / "p.svg", "title", "subtitle", ["a", "b", "c"], [0.4, 0.2, -0.1])
    bars = [rect for rect in parse(tmp_path / "p.svg").iter(SVG + "rect") if rect.get("class") == "mark"]
    widths = [float(bar.get("width")) for bar in bars]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2) and widths[1] == pytest.approx(2 * widths[2], abs=0.2)
    zero = float(bars[0].get("x"))
    assert float(bars[2].get("x")) + widths[2] == pytest.approx(zero, abs=0.2)


@pytest.mark.parametrize("values", [[0.0, 0.0], [-0.2, -0.3], [1e300, 1e-300]])
def test_bars_of_unusual_values(tmp_path, values):
    plots.bars(tmp_path / "p.svg", "title", "subtitle", ["a", "b"], values)
    within(parse(tmp_path / "p.svg"))


def test_only_the_first_bars_are_drawn_and_the_picture_says_so(tmp_path):
    plots.bars(tmp_path / "p.svg", "title", "loss", [f"f{i}" for i in range(57)], np.linspace(1, 0, 57))
    shown = texts(parse(tmp_path / "p.svg"))
    assert "loss; 20 of 57 are shown" in shown and "f19" in shown and "f20" not in shown


@pytest.mark.parametrize("classes", [2, 5, 30, 100])
def test_a_matrix_names_every_class_on_both_sides_and_tells_each_count(tmp_path, classes):
    labels = [f"class {i}" for i in range(classes)]
    counts = np.eye(classes, dtype=int) * 1234
    counts[0, 1] = 7
    plots.matrix(tmp_path / "p.svg", "title", "subtitle", labels, counts)
    root = parse(tmp_path / "p.svg")
    within(root)
    shown = texts(root)
    assert all(shown.count(label) == 2 for label in labels)
    assert "true class 0, predicted class 1: 7 (0.6% of its row)" in titles(root)
    assert f"true class {classes - 1}, predicted class {classes - 1}: 1,234 (100.0% of its row)" in titles(root)


def test_a_matrix_of_nasty_names_and_of_a_class_without_rows(tmp_path):
    counts = np.diag([5, 4, 3, 2, 1, 0])
    plots.matrix(tmp_path / "p.svg", "title", "subtitle", NAMES, counts)
    within(parse(tmp_path / "p.svg"))


def test_a_curve_of_very_many_points_stays_small(tmp_path):
    xs = np.linspace(0, 1, 500_000)
    plots.curve(tmp_path / "p.svg", "title", "subtitle", "x", "y", xs, np.sqrt(xs), (0, 1), "guessing")
    root = parse(tmp_path / "p.svg")
    assert (tmp_path / "p.svg").stat().st_size < 40_000
    (curve,) = (path for path in root.iter(SVG + "path") if path.get("class") == "curve")
    start, end = curve.get("d")[1:].split("L")[0], curve.get("d").split("L")[-1]
    reference = next(path for path in root.iter(SVG + "path") if path.get("class") == "reference").get("d")
    assert f"M{start}L{end}" == reference


def test_a_scatter_shows_at_most_2000_points_and_says_so(tmp_path):
    values = np.random.RandomState(0).normal(size=9001)
    plots.scatter(tmp_path / "p.svg", "title", "9,001 rows", "x", "y", values, values, True, "equal")
    root = parse(tmp_path / "p.svg")
    within(root)
    dots = list(root.iter(SVG + "circle"))
    assert len(dots) == 1801 and f"9,001 rows; {len(dots):,} are shown" in texts(root)


@pytest.mark.parametrize("value", [0.0, 5.0, -3.0, 1e-9, 1e300])
@pytest.mark.parametrize("diagonal", [True, False])
def test_a_scatter_of_one_place(tmp_path, value, diagonal):
    same = np.full(40, value)
    plots.scatter(tmp_path / "p.svg", "title", "40 rows", "x", "y", same, same, diagonal, "equal")
    within(parse(tmp_path / "p.svg"))


def test_every_paint_has_a_color_for_light_and_for_dark(tmp_path):
    plots.bars(tmp_path / "p.svg", "title", "subtitle", ["a"], [1])
    root = parse(tmp_path / "p.svg")
    (style,) = (element.text for element in root.iter(SVG + "style"))
    assert style.startswith("@media (prefers-color-scheme: dark){")
    for element in root.iter():
        if element.get("class"):
            assert element.get("fill") or element.get("stroke")
            assert f".{element.get('class')}{{" in style
