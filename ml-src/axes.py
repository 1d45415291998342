"""A plot area with ticks, labels, a title and a legend; values in data units."""

from typing import Iterable, List, Tuple

import numpy as np
from labels import number, width
from svg import Picture

WIDTH, HEIGHT = 720, 480
_TOP, _BOTTOM, _RIGHT = 84, 62, 28


class Axes:
    def __init__(self, title: str, subtitle: str, x_label: str, y_label: str, x_range, y_range):
        self.x_range, self._y_range = _widened(x_range), _widened(y_range)
        y_ticks = [(value, number(value)) for value in ticks(*self._y_range)]
        self._left = 46 + max(width(text) for _, text in y_ticks)
        self.picture = Picture(title, WIDTH, HEIGHT)
        heading(self.picture, title, subtitle)
        bottom, right = HEIGHT - _BOTTOM, WIDTH - _RIGHT
        for value, text in y_ticks:
            y = self._y(value)
            self.picture.line("grid", [(self._left, y), (right, y)])
            self.picture.text(self._left - 8, y, text, self._left, "faint", anchor="end")
        for value in ticks(*self.x_range):
            x = self._x(value)
            self.picture.line("grid", [(x, _TOP), (x, bottom)])
            self.picture.text(x, bottom + 14, number(value), 100, "faint", anchor="middle")
        self.picture.line("axis", [(self._left, _TOP), (self._left, bottom), (right, bottom)])
        self.picture.text((self._left + right) / 2, HEIGHT - 20, x_label, right - self._left, size=13, anchor="middle")
        middle = (_TOP + bottom) / 2
        self.picture.text(20, middle, y_label, bottom - _TOP, size=13, anchor="middle", turned=-90)

    def points(self, xs, ys) -> List[Tuple[float, float]]:
        """In pixels."""
        return list(zip(self._x(np.asarray(xs, float)), self._y(np.asarray(ys, float))))

    def reference(self, xs, ys, meaning: str) -> None:
        """A dashed line, and its meaning in the legend."""
        self.picture.line("reference", self.points(xs, ys), 1.8, dashed=True)
        right = WIDTH - _RIGHT
        self.picture.text(right - 40, 66, meaning, 360, "faint", anchor="end")
        self.picture.line("reference", [(right - 32, 66), (right, 66)], 1.8, dashed=True)

    def _x(self, values):
        low, high = self.x_range
        return self._left + (values - low) / (high - low) * (WIDTH - _RIGHT - self._left)

    def _y(self, values):
        low, high = self._y_range
        return HEIGHT - _BOTTOM - (values - low) / (high - low) * (HEIGHT - _BOTTOM - _TOP)


def heading(picture: Picture, title: str, subtitle: str) -> None:
    picture.text(20, 26, title, picture.width - 40, size=17, bold=True)
    picture.text(20, 48, subtitle, picture.width - 40, "faint", size=13)


def apart(points: Iterable[Tuple[float, float]], least: float = 0.5) -> List[Tuple[float, float]]:
    """Leaves out points less than half a pixel from the one before: a million become hundreds."""
    kept: List[Tuple[float, float]] = []
    last = None
    for point in points:
        last = point
        if not kept or abs(point[0] - kept[-1][0]) >= least or abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return kept if last is None or kept[-1] == last else [*kept, last]


def ticks(low: float, high: float) -> List[float]:
    """About five round values in the range."""
    rough = (high - low) / 5
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * min((1, 2, 5, 10), key=lambda factor: abs(factor * power - rough))
    return [
        float(f"{k * step:.10g}") for k in range(int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9)) + 1)
    ]


def _widened(limits) -> Tuple[float, float]:
    """Adds a little room at both ends; the range (0, 1) of a share stays unchanged."""
    low, high = map(float, limits)
    if (low, high) == (0, 1):
        return low, high
    room = 0.03 * (high - low) or 0.5 * abs(low) or 0.5
    return low - room, high + room
