"""Writes a picture as SVG 1.1 text, with the standard library alone: any alphabet, sharp at any size, no script."""

from pathlib import Path
from typing import Iterable, Optional, Tuple
from xml.sax.saxutils import escape, quoteattr

from labels import clean, shortened

FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Arial, sans-serif"
PAINTS = {
    "paper": ("fill", "#ffffff", "#0d1117"),
    "empty": ("fill", "#f3f5f7", "#181e26"),
    "ink": ("fill", "#1f2328", "#e6edf3"),
    "faint": ("fill", "#59636e", "#9aa4af"),
    "mark": ("fill", "#0b62c4", "#6cb1ff"),
    "over": ("fill", "#ffffff", "#0d1117"),
    "paper-line": ("stroke", "#ffffff", "#0d1117"),
    "grid": ("stroke", "#dce1e6", "#2d343d"),
    "axis": ("stroke", "#59636e", "#9aa4af"),
    "curve": ("stroke", "#0b62c4", "#6cb1ff"),
    "reference": ("stroke", "#c2500a", "#f59a4a"),
}
"""Name -> property, colour on light, colour on dark. Light is set as an attribute too, for viewers without styles."""
_DARK = "".join(f".{name}{{{what}:{dark}}}" for name, (what, _, dark) in PAINTS.items())


class Picture:
    """Coordinates are pixels from the top left corner. The same drawing gives the same bytes."""

    def __init__(self, title: str, width: float, height: float):
        self.title, self.width, self.height = clean(title), width, height
        self._parts = []
        self.rectangle("paper", 0, 0, width, height)

    def rectangle(self, paint: str, left, top, width, height, opacity: float = 1, title: str = "") -> None:
        """title: shown by a viewer on hover."""
        faded = "" if opacity == 1 else f' fill-opacity="{opacity:.3f}"'
        box = f'x="{_n(left)}" y="{_n(top)}" width="{_n(width)}" height="{_n(height)}"'
        self._add(
            f"<rect {_paint(paint)} {box}{faded}", "rect", f"<title>{escape(clean(title))}</title>" if title else ""
        )

    def line(
        self, paint: str, points: Iterable[Tuple[float, float]], thickness: float = 1, dashed: bool = False
    ) -> None:
        path = "".join(f"{'L' if index else 'M'}{_n(x)} {_n(y)}" for index, (x, y) in enumerate(points))
        dashes = ' stroke-dasharray="6 4"' if dashed else ""
        self._add(f'<path {_paint(paint)} fill="none" stroke-width="{_n(thickness)}"{dashes} d="{path}"', "path")

    def dots(
        self, paint: str, points: Iterable[Tuple[float, float]], radius: float = 2.2, opacity: float = 0.4
    ) -> None:
        dots = "".join(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{radius}"/>' for x, y in points)
        self._add(f'<g {_paint(paint)} fill-opacity="{opacity}"', "g", dots)

    def text(
        self,
        x,
        y,
        text: str,
        longest: float,
        paint: str = "ink",
        size: float = 12,
        anchor: str = "start",
        bold: bool = False,
        turned: Optional[float] = None,
    ) -> None:
        """
        x, y: the start, middle or end of the text (anchor), halfway up its small letters. A text wider than `longest`
        pixels is shortened, and shown in full on hover. turned: degrees.
        """
        full = clean(text)
        shown = shortened(full, longest, size * (1.06 if bold else 1))
        turn = f' transform="rotate({_n(turned)} {_n(x)} {_n(y)})"' if turned else ""
        form = (' font-weight="600"' if bold else "") + ("" if anchor == "start" else f' text-anchor="{anchor}"') + turn
        place = f'x="{_n(x)}" y="{_n(y)}" dy="0.35em" font-size="{_n(size)}"'
        element = f"<text {_paint(paint)} {place}{form}>{escape(shown)}</text>"
        self._parts.append(element if shown == full else f"<g><title>{escape(full)}</title>{element}</g>")

    def __str__(self) -> str:
        size = f'width="{_n(self.width)}" height="{_n(self.height)}" viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family={quoteattr(FONT)}>'
        style = f"<style>@media (prefers-color-scheme: dark){{{_DARK}}}</style>"
        return "\n".join([head, f"<title>{escape(self.title)}</title>", style, *self._parts, "</svg>", ""])

    def save(self, path: Path) -> None:
        Path(path).write_bytes(str(self).encode("utf-8"))

    def _add(self, start: str, name: str, inner: str = "") -> None:
        self._parts.append(f"{start}>{inner}</{name}>" if inner else f"{start}/>")


def _paint(name: str) -> str:
    what, light, _ = PAINTS[name]
    return f'class="{name}" {what}="{light}"'


def _n(value: float) -> str:
    """A tenth of a pixel is precise enough, and keeps the bytes the same when the last digits of a float differ."""
    text = f"{float(value):.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text
