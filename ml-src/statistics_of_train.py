"""Statistics of each column, block by block: its type from all rows, everything else from train rows alone."""

from typing import Dict, Optional

import numpy as np
import pandas as pd

MAX_CATEGORIES = 1000
"""A text column with more distinct texts in the train split is an identifier or free text, not a feature."""


class ColumnStatistics:
    """One column. A single text makes it a text column, whose numbers are then categories like any other text."""

    def __init__(self, name: str):
        self.name = name
        self.numeric = True
        self.warning: Optional[str] = None
        """What a person should know: few texts in a column of numbers may be mistakes."""
        self.missing = 0
        self._present = 0
        self._mean = self._squares = 0.0
        self._minimum, self._maximum = np.inf, -np.inf
        self._categories: Optional[Dict[str, int]] = {}

    def add(self, values: pd.Series, train: "np.ndarray") -> None:
        """values: one block, shape (rows,); train: bool, shape (rows,)."""
        is_numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        if is_numeric and self.numeric:
            self._add_numbers(values.to_numpy(np.float64)[train])
            return
        if not is_numeric and not values.isna().all():
            if self.numeric:
                self._warn_of_texts(values)
            self.numeric = False
        self._add_texts(values[train])

    def _add_numbers(self, numbers: "np.ndarray") -> None:
        present = numbers[~np.isnan(numbers)]
        self.missing += len(numbers) - len(present)
        if not len(present):
            return
        # Chan, Golub and LeVeque (1979): means and squared deviations of two parts give those of the whole.
        count, mean = len(present), float(present.mean())
        delta, total = mean - self._mean, self._present + count
        self._squares += float(((present - mean) ** 2).sum()) + delta**2 * self._present * count / total
        self._mean += delta * count / total
        self._present = total
        self._minimum = min(self._minimum, float(present.min()))
        self._maximum = max(self._maximum, float(present.max()))

    def _warn_of_texts(self, values: pd.Series) -> None:
        present = values.dropna().astype(str)
        texts = present[pd.to_numeric(present, errors="coerce").isna()]
        if self._present or len(texts) < 0.1 * len(present):
            example = texts.iloc[0] if len(texts) else present.iloc[0]
            self.warning = (
                f'"{self.name}" holds numbers, but also texts such as "{example}": all of it is taken as text.'
            )

    def _add_texts(self, texts: pd.Series) -> None:
        counts = texts.value_counts()
        self.missing += len(texts) - int(counts.sum())
        self._present += int(counts.sum())
        if self._categories is None:
            return
        for text, count in counts[counts > 0].items():
            self._categories[str(text)] = self._categories.get(str(text), 0) + int(count)
        if len(self._categories) > MAX_CATEGORIES:
            self._categories = None

    @property
    def mean(self) -> float:
        return self._mean

    @property
    def too_many_categories(self) -> bool:
        return not self.numeric and self._categories is None

    @property
    def constant(self) -> bool:
        """No value, or the same one in every train row: nothing to learn from."""
        if self.numeric:
            return not self._present or (self._minimum == self._maximum and not self.missing)
        return self._categories is not None and len(self._categories) < 2 and not (self._categories and self.missing)

    def describe(self) -> dict:
        """A column of schema.json. Null if the mean or deviation of huge numbers does not fit into a float."""
        known = {"name": self.name, "type": "numeric" if self.numeric else "text", "missing": self.missing}
        if self.numeric and self._present:
            mean, std = (value if np.isfinite(value) else None for value in (self._mean, self._std))
            return {**known, "mean": mean, "std": std, "min": self._minimum, "max": self._maximum}
        if self._categories:
            top = sorted(self._categories.items(), key=lambda item: (-item[1], item[0]))
            return {**known, "distinct": len(top), "mostFrequent": dict(top[:20])}
        return known

    @property
    def _std(self) -> float:
        """Of the population."""
        return float(np.sqrt(self._squares / self._present))
