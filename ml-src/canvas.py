"""Draws on an array of pixels and writes PNG with the standard library: the container has no plotting library."""

import struct
import zlib
from pathlib import Path

import font
import numpy as np

INK, GRID, BLUE, ORANGE, WHITE = (40, 44, 52), (225, 228, 232), (38, 99, 175), (214, 112, 32), (255, 255, 255)
_FINE = 2
"""Everything is drawn twice as large and averaged at the end: smooth lines without a library."""


class Canvas:
    """Coordinates are pixels of the finished picture, floats allowed, from the top left corner."""

    def __init__(self, width: int, height: int):
        self.width, self.height = width, height
        self._pixels = np.full((height * _FINE, width * _FINE, 3), 255, np.uint8)

    def rectangle(self, left, top, right, bottom, color) -> None:
        x0, x1 = sorted((round(left * _FINE), round(right * _FINE)))
        y0, y1 = sorted((round(top * _FINE), round(bottom * _FINE)))
        self._pixels[max(y0, 0) : max(y1, y0 + 1, 0), max(x0, 0) : max(x1, x0 + 1, 0)] = color

    def line(self, xs, ys, color, thickness: float = 2.0) -> None:
        """A line through points; xs and ys have the same length."""
        xs, ys = np.asarray(xs, float) * _FINE, np.asarray(ys, float) * _FINE
        for x0, y0, x1, y1 in zip(xs[:-1], ys[:-1], xs[1:], ys[1:]):
            steps = int(max(abs(x1 - x0), abs(y1 - y0))) + 2
            self._stamp(np.linspace(x0, x1, steps), np.linspace(y0, y1, steps), color, thickness * _FINE / 2)

    def dots(self, xs, ys, color, radius: float = 2.0) -> None:
        self._stamp(np.asarray(xs, float) * _FINE, np.asarray(ys, float) * _FINE, color, radius * _FINE)

    def text(self, x, y, text: str, color=INK, size: int = 2, align: str = "left", vertical: bool = False) -> None:
        """x, y: the middle of the left, center or right end; size: pixels of the picture for one of the font."""
        bitmap = np.kron(font.render(text), np.ones((size * _FINE, size * _FINE), bool))
        if vertical:
            bitmap = np.rot90(bitmap)
        height, width = bitmap.shape
        along = height if vertical else width
        shift = {"left": 0, "center": along / 2, "right": along}[align]
        left = round(x * _FINE - (width / 2 if vertical else shift))
        top = round(y * _FINE - (along - shift if vertical else height / 2))
        rows, columns = np.nonzero(bitmap)
        self._paint(columns + left, rows + top, color)

    def save(self, path: Path) -> None:
        """An 8-bit RGB PNG (ISO/IEC 15948), the same bytes for the same drawing."""
        fine = self._pixels.reshape(self.height, _FINE, self.width, _FINE, 3).astype(np.uint16)
        picture = (fine.sum(axis=(1, 3)) // _FINE**2).astype(np.uint8)
        rows = np.concatenate((np.zeros((self.height, 1), np.uint8), picture.reshape(self.height, -1)), axis=1)
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
        Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))

    def _stamp(self, xs, ys, color, radius: float) -> None:
        reach = np.arange(-int(radius), int(radius) + 1)
        dx, dy = np.meshgrid(reach, reach)
        disc = dx**2 + dy**2 <= radius**2
        self._paint(
            np.add.outer(np.round(xs).astype(int), dx[disc]).ravel(),
            np.add.outer(np.round(ys).astype(int), dy[disc]).ravel(),
            color,
        )

    def _paint(self, columns, rows, color) -> None:
        height, width = self._pixels.shape[:2]
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        self._pixels[rows[inside], columns[inside]] = color


def text_width(text: str, size: int = 2) -> int:
    """Pixels of the picture."""
    return len(text) * (font.WIDTH + 1) * size


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
