"""Training job (script mode): fits preprocessing and model on the train split, and saves all that an endpoint needs.

The model folder gets model.joblib (the scikit-learn Pipeline), schema.json, and code/ with what inference.py needs.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import joblib
import metrics
from errors import run
from model import fit, threads_for
from table import load_schema, load_split

SERVING_CODE = ("contract.py", "errors.py", "inference.py", "schema.schema.json", "table.py")


def parse_arguments(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", required=True, help="the column to predict; checked against the schema")
    parser.add_argument("--task", required=True, choices=["classification", "regression"])
    parser.add_argument("--metric", required=True, help="printed last, as what the gate will look at")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN", "/opt/ml/input/data/train"))
    parser.add_argument(
        "--validation", default=os.environ.get("SM_CHANNEL_VALIDATION", "/opt/ml/input/data/validation")
    )
    parser.add_argument("--schema", default=os.environ.get("SM_CHANNEL_SCHEMA", "/opt/ml/input/data/schema"))
    parser.add_argument("--model-dir", default=os.environ.get("SM_MODEL_DIR", "/opt/ml/model"))
    return parser.parse_args(arguments)


def main(arguments=None) -> None:
    options = parse_arguments(arguments)
    schema = load_schema(options.schema)
    if (schema["target"], schema["task"]) != (options.target, options.task):
        raise ValueError(
            f'the schema was made for {schema["task"]} of "{schema["target"]}", '
            f'but this job is for {options.task} of "{options.target}"'
        )
    train = load_split(Path(options.train) / "train.csv", schema)
    validation = load_split(Path(options.validation) / "validation.csv", schema)
    with threads_for(len(train[1])):
        pipeline = fit(schema, train, validation, options.seed)
        values, _ = metrics.of_model(pipeline, *validation, schema)
    save(Path(options.model_dir), pipeline, schema)
    print(f"trees: {pipeline['model'].n_iter_}; train rows: {len(train[1])}; validation rows: {len(validation[1])}")
    # The form that the job's MetricDefinitions look for; the metric of the quality gate comes last.
    for name in sorted(values, key=lambda name: (name == options.metric, name)):
        if values[name] is not None:
            print(metric_line(name, values[name]))


def metric_line(name: str, value: float) -> str:
    return f"validation:{name}={value:.6f};"


def save(folder: Path, pipeline, schema) -> None:
    code = folder / "code"
    code.mkdir(parents=True, exist_ok=True)
    joblib.dump(pipeline, folder / "model.joblib", compress=3)
    (folder / "schema.json").write_text(json.dumps(schema, indent=2, ensure_ascii=False), encoding="utf-8")
    for name in SERVING_CODE:
        shutil.copyfile(Path(__file__).with_name(name), code / name)


if __name__ == "__main__":
    sys.exit(run(main, "output/failure"))
