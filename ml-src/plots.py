"""The pictures of an evaluation. Each function writes one SVG file."""

from typing import Sequence

import numpy as np
from axes import Axes, apart, heading
from labels import number, width
from svg import Picture

MAX_DOTS, MAX_BARS = 2000, 20
_LABEL = 240
"""Pixels for the label of a bar or of a class."""


def curve(path, title: str, subtitle: str, x_label: str, y_label: str, xs, ys, heights, meaning: str) -> None:
    """
    A curve in the unit square, and the line of a model that knows nothing: heights are those of its two ends, meaning
    is its legend.
    """
    axes = Axes(title, subtitle, x_label, y_label, (0, 1), (0, 1))
    axes.reference([0, 1], heights, meaning)
    axes.picture.line("curve", apart(axes.points(xs, ys)), 2.4)
    axes.picture.save(path)


def scatter(path, title: str, subtitle: str, x_label: str, y_label: str, xs, ys, diagonal: bool, meaning: str) -> None:
    """At most 2,000 points, evenly sampled, and the line on which they should lie: y = x (diagonal) or y = 0."""
    step = -(-len(xs) // MAX_DOTS)
    xs, ys = np.asarray(xs, float)[::step], np.asarray(ys, float)[::step]
    both = (min(xs.min(), ys.min()), max(xs.max(), ys.max()))
    x_range = both if diagonal else (xs.min(), xs.max())
    subtitle += f"; {number(len(xs))} are shown" if step > 1 else ""
    y_range = both if diagonal else (min(ys.min(), 0), max(ys.max(), 0))
    axes = Axes(title, subtitle, x_label, y_label, x_range, y_range)
    axes.picture.dots("mark", axes.points(xs, ys))
    axes.reference(axes.x_range, axes.x_range if diagonal else (0, 0), meaning)
    axes.picture.save(path)


def bars(path, title: str, subtitle: str, names: Sequence[str], values: Sequence[float]) -> None:
    """Horizontal bars from zero, the first on top; at most 20."""
    if len(names) > MAX_BARS:
        subtitle += f"; {MAX_BARS} of {len(names)} are shown"
    names, values = names[:MAX_BARS], np.asarray(values[:MAX_BARS], float)
    row, top, total = 26, 76, 720
    left, right = 32 + min(_LABEL, max(width(name) for name in names)), total - 80
    picture = Picture(title, total, top + row * len(names) + 14)
    heading(picture, title, subtitle)
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    scale = (right - left) / (high - low or 1)
    zero = left - low * scale
    for index, (name, value) in enumerate(zip(names, values)):
        y = top + row * (index + 0.5)
        end = zero + value * scale
        picture.text(left - 12, y, name, _LABEL, anchor="end")
        picture.rectangle("mark", min(zero, end), y - 8, max(abs(end - zero), 1), 16)
        picture.text(max(zero, end) + 6, y, number(value, 3), 74, "faint")
    picture.line("axis", [(zero, top), (zero, top + row * len(names))])
    picture.save(path)


def matrix(path, title: str, subtitle: str, labels: Sequence[str], counts) -> None:
    """Rows are actual classes, columns predicted ones; the larger the share of its row, the darker the cell."""
    counts, classes = np.asarray(counts), len(labels)
    cell = float(min(92, max(11, 560 / classes)))
    size = min(12.0, cell - 1)
    longest = min(_LABEL, max(width(label, size) for label in labels))
    level = longest <= cell - 6
    left, top = 56 + longest, 92 + (16 if level else longest)
    side = cell * classes
    picture = Picture(title, max(left + side + 30, 480), top + side + 24)
    heading(picture, title, subtitle)
    picture.text(left + side / 2, 76, "predicted", side, "faint", size=13, anchor="middle")
    picture.text(20, top + side / 2, "true", side, "faint", size=13, anchor="middle", turned=-90)
    picture.rectangle("empty", left, top, side, side)
    for i, label in enumerate(labels):
        middle = (i + 0.5) * cell
        picture.text(left - 8, top + middle, label, longest, size=size, anchor="end")
        if level:
            picture.text(left + middle, top - 12, label, longest, size=size, anchor="middle")
        else:
            picture.text(left + middle, top - 8, label, longest, size=size, turned=-90)
    for i, j in zip(*np.nonzero(counts)):
        _cell(
            picture,
            left + j * cell,
            top + i * cell,
            cell,
            int(counts[i, j]),
            counts[i, j] / counts[i].sum(),
            labels[i],
            labels[j],
        )
    for k in range(classes + 1):
        picture.line("paper-line", [(left + k * cell, top), (left + k * cell, top + side)])
        picture.line("paper-line", [(left, top + k * cell), (left + side, top + k * cell)])
    picture.save(path)


def _cell(picture: Picture, x, y, cell: float, count: int, share: float, true: str, predicted: str) -> None:
    meaning = f"true {true}, predicted {predicted}: {number(count)} ({share:.1%} of its row)"
    picture.rectangle("mark", x, y, cell, cell, opacity=0.08 + 0.92 * share, title=meaning)
    paint, text = ("over" if share > 0.5 else "ink"), number(count)
    size = min(16.0, 0.42 * cell, 12 * (cell - 4) / width(text))
    roomy = cell >= 48
    if size >= 6:
        picture.text(x + cell / 2, y + cell / 2 - (8 if roomy else 0), text, cell, paint, size, "middle")
    if roomy:
        picture.text(x + cell / 2, y + cell / 2 + 12, f"{share:.1%}", cell, paint, 11, "middle")
