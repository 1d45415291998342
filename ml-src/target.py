"""What is known about the target while the rows are streamed, and why it may be unfit to learn from."""

import numpy as np
import pandas as pd
from errors import DataError, quoted
from statistics_of_train import ColumnStatistics

MIN_ROWS = 20
MAX_CLASSES = 100


class Target:
    """What is known about the target: classes and their train rows, or the statistics of a number."""

    def __init__(self, file_name: str, name: str, task: str):
        self._file, self.name, self.task = file_name, name, task
        self.counts, self.statistics, self.missing, self._all = {}, ColumnStatistics(name), 0, {}

    def labels(self, values: pd.Series, rows: "np.ndarray"):
        """Returns codes, shape (rows,), -1 where the target is missing, and the name of each code."""
        missing = values.isna().to_numpy()
        self.missing += int(missing.sum())
        if self.task == "classification":
            return values.cat.codes.to_numpy(), [str(name) for name in values.cat.categories]
        if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
            numbers = pd.to_numeric(values.astype(str), errors="coerce").to_numpy()
            bad = np.flatnonzero(np.isnan(numbers) & ~missing)
            if len(bad):
                raise DataError(
                    f'{self._file}: the target "{self.name}" is {str(values.iloc[bad[0]])!r} in row {rows[bad[0]]}; '
                    "regression needs a number"
                )
        infinite = np.flatnonzero(np.isinf(values.to_numpy(np.float64)))
        if len(infinite):
            raise DataError(f'{self._file}: the target "{self.name}" is infinite in row {rows[infinite[0]]}')
        return np.where(missing, -1, 0), ["number"]

    def add(self, labels, values: pd.Series, train) -> None:
        if self.task == "regression":
            self.statistics.add(values, train)
            self._all["number"] = self._all.get("number", 0) + int((labels >= 0).sum())
            return
        for code, name in enumerate(values.cat.categories):
            here = labels == code
            self._all[str(name)] = self._all.get(str(name), 0) + int(here.sum())
            self.counts[str(name)] = self.counts.get(str(name), 0) + int((here & train).sum())
        if len(self._all) > MAX_CLASSES:
            raise DataError(
                f'{self._file}: the target "{self.name}" has more than {MAX_CLASSES} different values; '
                "for a number choose the task regression"
            )

    def check(self, rows: int) -> None:
        if rows == 0 and self.missing:
            raise DataError(f'{self._file}: the target "{self.name}" is missing in all {self.missing} rows')
        if rows == 0:
            raise DataError(f"{self._file} has a header but no rows")
        if self.task == "classification" and len(self._all) == 1:
            raise DataError(
                f'{self._file}: the target "{self.name}" is "{next(iter(self._all))}" in all {rows} rows; '
                "classification needs at least two classes"
            )
        if self.task == "regression" and not np.isfinite(self.statistics.mean):
            raise DataError(f'{self._file}: the numbers of the target "{self.name}" are too large to be added up')
        rare = sorted(name for name, count in self._all.items() if count < 3)
        if self.task == "classification" and rare:
            raise DataError(
                f'{self._file}: the target "{self.name}" is {quoted(rare)} in fewer than 3 rows; '
                "each split needs one of each class: add rows or remove the class"
            )
        if rows < MIN_ROWS:
            raise DataError(f"{self._file} has {rows} rows with a target; at least {MIN_ROWS} are needed")
