"""Processing job: evaluates a model on the test split, which no step has used so far, and against a baseline.

Writes evaluation.json (metrics, baseline, confusion matrix, importances, a sample of rows) and plots (SVG).
"""

import argparse
import json
import sys
import tarfile
import tempfile
from pathlib import Path

import joblib
import metrics
import numpy as np
import pandas as pd
import report_plots as reports
from contract import check
from errors import run
from model import threads_for
from sklearn.inspection import permutation_importance
from sklearn.metrics import confusion_matrix
from table import load_schema, load_split

IMPORTANCE_ROWS = 2000
SAMPLE_ROWS = 3


def parse_arguments(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="folder with model.tar.gz")
    parser.add_argument("--test", required=True, help="folder with test.csv")
    parser.add_argument("--output", required=True, help="folder that gets evaluation.json and the plots")
    parser.add_argument("--target", required=True)
    parser.add_argument("--task", required=True, choices=["classification", "regression"])
    parser.add_argument("--seed", type=int, default=42)
    return parser.parse_args(arguments)


def main(arguments=None) -> None:
    options = parse_arguments(arguments)
    pipeline, schema = load_model(Path(options.model) / "model.tar.gz")
    if (schema["target"], schema["task"]) != (options.target, options.task):
        raise ValueError(f'the model is for {schema["task"]} of "{schema["target"]}"')
    features, actual = load_split(Path(options.test) / "test.csv", schema)
    output = Path(options.output)
    output.mkdir(parents=True, exist_ok=True)
    with threads_for(len(actual)):
        evaluation = evaluate(pipeline, schema, features, actual, options.seed, output)
    check(evaluation, Path(__file__).with_name("evaluation.schema.json"), "evaluation.json")
    text = json.dumps(evaluation, indent=2, ensure_ascii=False, allow_nan=False)
    (output / "evaluation.json").write_text(text, encoding="utf-8")
    print(json.dumps({"metrics": evaluation["metrics"], "baseline": evaluation["baseline"]}))


def evaluate(pipeline, schema, features, actual, seed: int, output: Path) -> dict:
    values, predictions = metrics.of_model(pipeline, features, actual, schema)
    importances = importance(pipeline, schema, features, actual, seed)
    evaluation = {
        "task": schema["task"],
        "target": schema["target"],
        "rows": schema["rows"],
        "metrics": values,
        "baseline": metrics.baseline(actual, schema),
        "featureImportances": importances,
    }
    if schema["task"] == "regression":
        plotted = reports.regression(output, schema["target"], actual, predictions, values)
    else:
        classes = [str(name) for name in pipeline.classes_]
        matrix = confusion_matrix(actual, predictions[1], labels=classes)
        evaluation["confusionMatrix"] = {"labels": classes, "matrix": matrix.tolist()}
        plotted = reports.classification(output, schema, actual, predictions, classes, matrix, values)
    return {
        **evaluation,
        "plots": [*plotted, reports.importances(output, schema["task"], importances)],
        "sample": {"instances": sample(features)},
        "warnings": schema["warnings"],
    }


def load_model(archive: Path):
    """Returns (pipeline, schema) from model.tar.gz; extracts only these two files."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
        for name in ("model.joblib", "schema.json"):
            members = [member for member in tar.getmembers() if member.isfile() and member.name.lstrip("./") == name]
            if not members:
                raise ValueError(f"{archive.name} holds no {name}")
            (Path(folder) / name).write_bytes(tar.extractfile(members[0]).read())
        return joblib.load(Path(folder) / "model.joblib"), load_schema(folder)


def importance(pipeline, schema, features: pd.DataFrame, actual, seed: int) -> list:
    """How much worse the score (R2, ROC AUC) gets when a feature's values are shuffled; Breiman (2001)."""
    rows = np.random.RandomState(seed).permutation(len(actual))[:IMPORTANCE_ROWS]

    def score(model, table, target):
        values, _ = metrics.of_model(model, table, target, schema)
        return values["r2" if schema["task"] == "regression" else "roc_auc"] or 0.0

    result = permutation_importance(
        pipeline, features.iloc[rows], actual[rows], scoring=score, n_repeats=3, random_state=seed
    )
    pairs = sorted(zip(features.columns, result.importances_mean.tolist()), key=lambda pair: (-pair[1], pair[0]))
    return [{"feature": name, "importance": value} for name, value in pairs]


def sample(features: pd.DataFrame) -> list:
    """The first rows, in the form that the endpoint takes, for a smoke test."""
    rows = features.head(SAMPLE_ROWS)
    return [{name: None if pd.isna(value) else value for name, value in row.items()} for row in rows.to_dict("records")]


if __name__ == "__main__":
    sys.exit(run(main, "output/message"))
