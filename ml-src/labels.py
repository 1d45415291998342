"""Texts in a picture, in any alphabet: estimates their width, without a font to measure, and shortens them."""

import re
import unicodedata
from typing import List

_NARROW, _WIDE = set("!'(),.:;I[]`fijlrt|{} "), set("%@GMOQWmw—")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066\u2067]")
_JOINER, _REGIONAL = "\u200d", range(0x1F1E6, 0x1F200)


def clean(text) -> str:
    """Makes a text one line of valid XML, without characters that change the direction of the text around it."""
    return " ".join(_DIRECTION.sub("", _NOT_IN_XML.sub("\ufffd", str(text))).split())


def quoted(text) -> str:
    """A name, isolated so that a right-to-left one does not reorder the words around it (Unicode UAX #9)."""
    name = clean(text).replace("\u2068", "").replace("\u2069", "")
    return f"\u2068{name}\u2069" if any(unicodedata.bidirectional(c) in ("R", "AL") for c in name) else name


def width(text: str, size: float = 12) -> float:
    """Estimated width of a text in pixels, rather too large than too small; size: of the font, in pixels."""
    return size * sum(_em(cluster) for cluster in _clusters(text))


def shortened(text: str, longest: float, size: float = 12) -> str:
    """The text, or its two ends around an ellipsis, so that it takes at most `longest` pixels."""
    if width(text, size) <= longest:
        return text
    clusters = _clusters(text)
    left, right, room = 0, len(clusters), longest - width("…", size)
    while left < right:
        at_the_front = left <= len(clusters) - right
        room -= size * _em(clusters[left if at_the_front else right - 1])
        if room < 0:
            break
        left, right = (left + 1, right) if at_the_front else (left, right - 1)
    return "".join(clusters[:left]).rstrip() + "…" + "".join(clusters[right:]).lstrip()


def number(value: float, digits: int = 10) -> str:
    """A number for readers, rounded to this many digits: 1,200 and −0.5, and 1.2e9 if very small or large."""
    if value and not 1e-4 <= abs(value) < 1e7:
        mantissa, exponent = f"{value:.2e}".split("e")
        return f"{float(mantissa):g}e{int(exponent)}".replace("-", "−")
    return f"{float(f'{value:.{digits}g}'):,.10g}".replace("-", "−")


def _clusters(text: str) -> List[str]:
    """Splits into what a reader sees as one character: letters with their marks, emoji with what is joined to them."""
    clusters: List[str] = []
    for character in text:
        joined = clusters and (
            unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf")
            or 0x1F3FB <= ord(character) <= 0x1F3FF
            or clusters[-1].endswith(_JOINER)
            or (ord(character) in _REGIONAL and len(clusters[-1]) == 1 and ord(clusters[-1]) in _REGIONAL)
        )
        if joined:
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _em(cluster: str) -> float:
    """Widths in common sans-serif fonts, in units of the font size."""
    first = cluster[0]
    if unicodedata.east_asian_width(first) in "WF" or ord(first) in _REGIONAL:
        return 1.05
    if first in _NARROW:
        return 0.34
    return 0.92 if first in _WIDE else 0.68 if first.isupper() else 0.6
