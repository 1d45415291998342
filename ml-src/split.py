"""Sends each row to train, validation or test as the rows are streamed: seeded, and in proportion per class."""

import zlib
from typing import Dict

import numpy as np

SPLITS = ("train", "validation", "test")
TRAIN, VALIDATION, TEST = range(3)
_PATTERN = np.repeat(np.array([TRAIN, VALIDATION, TEST], np.int8), [14, 3, 3])
"""20 rows of a class: 70 % train, 15 % validation, 15 % test."""
_FIRST = np.array([TRAIN, TEST, VALIDATION, TRAIN], np.int8)
"""The first rows of a class are dealt in this order, so that even a class of three rows occurs in every split."""


class Splitter:
    """Deals the rows of each class from shuffled packs of 20, so that only one counter per class is needed."""

    def __init__(self, seed: int):
        self._seed = seed
        self._classes: Dict[str, _Dealer] = {}

    def assign(self, labels: "np.ndarray", names) -> "np.ndarray":
        """
        labels: int codes, shape (rows,), each an index of names; -1 is a row that goes nowhere.
        Returns int8, shape (rows,): TRAIN, VALIDATION, TEST or -1.
        """
        splits = np.full(len(labels), -1, np.int8)
        for code, name in enumerate(names):
            rows = np.flatnonzero(labels == code)
            if len(rows):
                dealer = self._classes.setdefault(name, _Dealer(self._seed, name))
                splits[rows] = dealer.deal(len(rows))
        return splits


class _Dealer:
    def __init__(self, seed: int, name: str):
        self._random = np.random.Generator(np.random.PCG64([seed, zlib.crc32(name.encode("utf-8"))]))
        rest = self._random.permutation(np.sort(_without(_PATTERN, _FIRST)))
        self._left = np.concatenate((_FIRST, rest))

    def deal(self, count: int) -> "np.ndarray":
        packs = -(-(count - len(self._left)) // len(_PATTERN))
        if packs > 0:
            shuffled = _PATTERN[np.argsort(self._random.random((packs, len(_PATTERN))), axis=1)].ravel()
            self._left = np.concatenate((self._left, shuffled))
        dealt, self._left = self._left[:count], self._left[count:]
        return dealt


def _without(pattern: "np.ndarray", taken: "np.ndarray") -> "np.ndarray":
    counts = np.bincount(pattern, minlength=3) - np.bincount(taken, minlength=3)
    return np.repeat(np.arange(3, dtype=np.int8), counts)
