"""Processing job: checks a CSV file, describes it, and splits its rows into train, validation and test.

Rows are copied byte by byte: imputing, encoding and scaling are fitted by train.py on the train split alone and stored
in the model. The file is streamed in blocks, so memory does not grow with the number of rows.
"""

import argparse
import io
import itertools
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from csv_blocks import Block, CsvFile
from errors import DataError, quoted, run
from split import SPLITS, TRAIN, Splitter
from statistics_of_train import ColumnStatistics
from table import MISSING, check_schema
from target import Target


def parse_arguments(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", required=True, help="folder with exactly one .csv file")
    parser.add_argument("--output", required=True, help="folder that gets train/, validation/, test/ and schema/")
    parser.add_argument("--target", required=True, help="the column to predict")
    parser.add_argument("--task", required=True, choices=["classification", "regression"])
    parser.add_argument("--drop", action="append", default=[], help="a column that is no feature; may be repeated")
    parser.add_argument("--seed", type=int, default=42)
    return parser.parse_args(arguments)


def preprocess(source: Path, output: Path, target: str, task: str, drop, seed: int) -> dict:
    """Writes the three splits and schema.json below output and returns the schema. Raises DataError for bad data."""
    file = CsvFile(source)
    check_columns(file, target, drop)
    reader = Reader(file, target, task, drop)
    splitter = Splitter(seed)
    statistics = {name: ColumnStatistics(name) for name in reader.features}
    goal = Target(file.path.name, target, task)
    counts = dict.fromkeys(SPLITS, 0)
    files = [create(output / name / f"{name}.csv", file.header) for name in SPLITS]
    try:
        for block in file.blocks():
            table = reader.parse(block)
            labels, names = goal.labels(table[target], block.rows)
            splits = splitter.assign(labels, names)
            goal.add(labels, table[target], splits == TRAIN)
            for name, column in statistics.items():
                check_finite(file.path.name, table[name], block.rows)
                column.add(table[name], splits == TRAIN)
            for split, (name, out) in enumerate(zip(SPLITS, files)):
                chosen = splits == split
                counts[name] += int(chosen.sum())
                write(out, block.records, chosen)
    finally:
        for out in files:
            out.close()
    goal.check(sum(counts.values()))
    schema = check_schema({"columns": file.columns, **describe(goal, statistics.values(), counts, drop)})
    create(output / "schema" / "schema.json", json.dumps(schema, indent=2, ensure_ascii=False).encode("utf-8")).close()
    return schema


def check_columns(file: CsvFile, target: str, drop) -> None:
    """Raises DataError with every problem in the choice of columns."""
    problems = column_problems(file, target, drop)
    if problems:
        raise DataError("; ".join(problems))


def column_problems(file: CsvFile, target: str, drop) -> list:
    """The problems in the choice of columns, one text each."""
    problems, known = [], f"its columns: {quoted(file.columns)}"
    unknown = [name for name in drop if name not in file.columns]
    if target not in file.columns:
        problems.append(f'{file.path.name} has no column "{target}" (the target); {known}')
    if unknown:
        problems.append(f"{file.path.name} has no column {quoted(unknown)} to drop; {known}")
    if target in drop:
        problems.append(f'the target "{target}" cannot be dropped')
    if not problems and len(set(file.columns) - set(drop)) < 2:
        problems.append(f'{file.path.name} has no column to learn from beside the target "{target}"')
    return problems


def check_finite(file_name: str, values: pd.Series, rows: "np.ndarray") -> None:
    """An infinite number allows no statistics, and JSON cannot represent it."""
    if not pd.api.types.is_float_dtype(values):
        return
    infinite = np.flatnonzero(np.isinf(values.to_numpy()))
    if len(infinite):
        raise DataError(
            f'{file_name}: column "{values.name}" is infinite in row {rows[infinite[0]]}; '
            "give a number, or leave it empty"
        )


class Reader:
    """Parses blocks with pandas. Once a column has contained text, it is read as text from then on."""

    def __init__(self, file: CsvFile, target: str, task: str, drop):
        self._columns, self._name = file.columns, file.path.name
        self._used = [name for name in file.columns if name not in set(drop)]
        self.features = [name for name in self._used if name != target]
        # Categories keep a class's text as written: "0" stays "0".
        self._types = {target: "category"} if task == "classification" else {}

    def parse(self, block: Block) -> pd.DataFrame:
        try:
            table = pd.read_csv(
                io.BytesIO(block.body),
                header=None,
                names=self._columns,
                usecols=self._used,
                dtype=self._types,
                index_col=False,
                low_memory=False,
                keep_default_na=False,
                na_values=MISSING,
            )
        except pd.errors.ParserError as error:
            raise DataError(
                f"{self._name} cannot be read between rows {block.rows[0]} and {block.rows[-1]}: {error}"
            ) from None
        for name in self.features:
            if table[name].dtype == object:
                self._types[name] = "category"
        return table


def describe(goal: Target, columns, counts: dict, drop) -> dict:
    """schema.json: what train.py and the endpoint need to know of the columns."""
    left_out = {}
    for column in columns:
        if column.too_many_categories:
            left_out[column.name] = "holds a different text in too many rows (an identifier or free text)"
        elif column.constant:
            left_out[column.name] = "has the same value in every row of the train split"
    features = [column for column in columns if column.name not in left_out]
    if not features:
        raise DataError("no column is left to learn from: " + "; ".join(f'"{k}" {v}' for k, v in left_out.items()))
    warnings = [f'"{name}" {reason}: it is not used.' for name, reason in left_out.items()]
    warnings += [column.warning for column in features if column.warning]
    if goal.missing:
        warnings.append(f'The target "{goal.name}" is missing in {goal.missing} rows: they are left out.')
    schema = {
        "task": goal.task,
        "target": goal.name,
        "rows": counts,
        "features": [column.describe() for column in features],
        "dropped": [*drop, *left_out],
        "warnings": warnings,
    }
    if goal.task == "regression":
        return {**schema, "targetStatistics": goal.statistics.describe()}
    classes = sorted(goal.counts)
    return {
        **schema,
        "classes": classes,
        "trainRowsPerClass": {name: goal.counts[name] for name in classes},
        # The rare class is the one of interest: a failure, a fraud. It counts as "positive" in every binary metric.
        "positiveClass": min(classes, key=lambda name: (goal.counts[name], name)) if len(classes) == 2 else None,
    }


def create(path: Path, first: bytes):
    path.parent.mkdir(parents=True, exist_ok=True)
    out = path.open("wb")
    out.write(first + b"\n")
    return out


def write(out, records, chosen: "np.ndarray") -> None:
    lines = list(itertools.compress(records, chosen.tolist()))
    if lines:
        out.write(b"\n".join(lines) + b"\n")


def the_csv_in(folder) -> Path:
    found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    if len(found) != 1:
        raise DataError(
            f"the input folder holds {len(found)} files ({quoted(p.name for p in found)}); exactly one is needed"
        )
    return found[0]


def main(arguments=None) -> None:
    options = parse_arguments(arguments)
    schema = preprocess(
        the_csv_in(options.input), Path(options.output), options.target, options.task, options.drop, options.seed
    )
    print(f"rows: {json.dumps(schema['rows'])}; features: {quoted(f['name'] for f in schema['features'])}")
    for warning in schema["warnings"]:
        print(f"warning: {warning}")


if __name__ == "__main__":
    sys.exit(run(main, "output/message"))
