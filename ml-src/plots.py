"""The pictures of an evaluation. Each function writes one PNG."""

from typing import Sequence

import numpy as np
from canvas import BLUE, GRID, INK, ORANGE, WHITE, Canvas, text_width

WIDTH, HEIGHT = 720, 520


class Axes:
    """A plot area with ticks, labels and a title; values in data units."""

    def __init__(self, title: str, x_label: str, y_label: str, x_range, y_range):
        self.canvas = Canvas(WIDTH, HEIGHT)
        self._left, self._right, self._top, self._bottom = 100, WIDTH - 30, 60, HEIGHT - 75
        self._x_range, self._y_range = _widened(x_range), _widened(y_range)
        self.canvas.text(self._left, 28, _cut(title, 46), size=2)
        self.canvas.text((self._left + self._right) / 2, HEIGHT - 22, _cut(x_label, 46), size=2, align="center")
        self.canvas.text(20, (self._top + self._bottom) / 2, _cut(y_label, 30), size=2, align="center", vertical=True)
        for value in _ticks(*self._x_range):
            x = float(self.x(value))
            self.canvas.line([x, x], [self._top, self._bottom], GRID, 1)
            self.canvas.text(x, self._bottom + 20, f"{value:g}", align="center")
        for value in _ticks(*self._y_range):
            y = float(self.y(value))
            self.canvas.line([self._left, self._right], [y, y], GRID, 1)
            self.canvas.text(self._left - 10, y, f"{value:g}", align="right")
        self.canvas.line([self._left, self._left, self._right], [self._top, self._bottom, self._bottom], INK, 1.5)

    def x(self, values):
        low, high = self._x_range
        return self._left + (np.asarray(values, float) - low) / (high - low) * (self._right - self._left)

    def y(self, values):
        low, high = self._y_range
        return self._bottom - (np.asarray(values, float) - low) / (high - low) * (self._bottom - self._top)

    def line(self, xs, ys, color=BLUE, thickness=3.0) -> None:
        self.canvas.line(self.x(xs), self.y(ys), color, thickness)

    def dots(self, xs, ys, color=BLUE) -> None:
        self.canvas.dots(self.x(xs), self.y(ys), color)


def curve(path, title: str, x_label: str, y_label: str, xs, ys, reference) -> None:
    """A curve in the unit square, and the line of a model that knows nothing: reference is its two end heights."""
    axes = Axes(title, x_label, y_label, (0, 1), (0, 1))
    axes.line([0, 1], reference, ORANGE, 2)
    axes.line(xs, ys)
    axes.canvas.save(path)


def scatter(path, title: str, x_label: str, y_label: str, xs, ys, diagonal: bool) -> None:
    """At most 5,000 points, and the line where they should lie: y = x (diagonal) or y = 0."""
    step = -(-len(xs) // 5000)
    xs, ys = np.asarray(xs, float)[::step], np.asarray(ys, float)[::step]
    both = (min(xs.min(), ys.min()), max(xs.max(), ys.max()))
    x_range = both if diagonal else (xs.min(), xs.max())
    axes = Axes(title, x_label, y_label, x_range, both if diagonal else (min(ys.min(), 0), max(ys.max(), 0)))
    axes.dots(xs, ys)
    axes.line(x_range, x_range if diagonal else (0, 0), ORANGE, 2)
    axes.canvas.save(path)


def bars(path, title: str, names: Sequence[str], values: Sequence[float]) -> None:
    """Horizontal bars from zero, the first on top; at most 20."""
    names, values = [_cut(name, 28) for name in names[:20]], np.asarray(values[:20], float)
    row, left, right = 30, 30 + max(text_width(name) for name in names), WIDTH - 110
    canvas = Canvas(WIDTH, 80 + row * len(names))
    canvas.text(20, 28, _cut(title, 56), size=2)
    low, high = min(values.min(), 0.0), max(values.max(), 1e-12)
    for index, (name, value) in enumerate(zip(names, values)):
        y = 70 + row * index
        zero, end = (left + (at - low) / (high - low) * (right - left) for at in (0.0, value))
        canvas.text(left - 10, y, name, align="right")
        canvas.rectangle(zero, y - 9, end, y + 9, BLUE)
        canvas.text(max(zero, end) + 8, y, f"{value:.3g}")
    canvas.save(path)


def matrix(path, title: str, labels: Sequence[str], counts) -> None:
    """Rows are what is true, columns what was predicted; the darker, the larger the share of its row."""
    counts = np.asarray(counts)
    shown = min(len(labels), 12)
    cell = min(120, 420 // shown)
    left, top = 60 + max(text_width(_cut(str(label), 12)) for label in labels[:shown]), 110
    width = max(left + cell * shown + 30, 50 + text_width(_cut(title, 46)))
    canvas = Canvas(width, top + cell * shown + 30)
    canvas.text(20, 28, _cut(title, 46), size=2)
    canvas.text(left + cell * shown / 2, 62, "predicted", align="center")
    canvas.text(20, top + cell * shown / 2, "true", align="center", vertical=True)
    for i in range(shown):
        canvas.text(left - 10, top + cell * (i + 0.5), _cut(str(labels[i]), 12), align="right")
        canvas.text(left + cell * (i + 0.5), 92, _cut(str(labels[i]), max(2, cell // 12)), align="center")
        for j in range(shown):
            share = counts[i, j] / max(counts[i].sum(), 1)
            color = [round(255 + (blue - 255) * share) for blue in BLUE]
            x, y = left + cell * j, top + cell * i
            canvas.rectangle(x + 1, y + 1, x + cell - 1, y + cell - 1, color if share else (244, 246, 248))
            canvas.text(x + cell / 2, y + cell / 2, str(counts[i, j]), WHITE if share > 0.5 else INK, align="center")
    canvas.save(path)


def _ticks(low: float, high: float):
    """About five round values within the range."""
    rough = (high - low) / 5
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * min((1, 2, 5, 10), key=lambda factor: abs(factor * power - rough))
    return [
        float(f"{k * step:.10g}") for k in range(int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9)) + 1)
    ]


def _widened(limits):
    low, high = map(float, limits)
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 2] + ".."
