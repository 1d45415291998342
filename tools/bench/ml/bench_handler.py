"""The overhead of the endpoint's handler over the model, for a request of 100 rows, from bytes to bytes.

"Bare predict" is the hand-written alternative: the same rows as a pandas table, given to the pipeline in model.joblib.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from _measure import machine, verdict

ROOT = Path(__file__).resolve().parents[3]
BATCH, WARM_UP, RUNS = 100, 20, 200
LIMIT = 1.2
TARGET = "Machine failure"
DROP = [f"--drop={name}" for name in ("UDI", "Product ID", "TWF", "HDF", "PWF", "OSF", "RNF")]

sys.path.insert(0, str(ROOT / "ml-src"))


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bench-handler-") as name:
        folder = Path(name)
        train(folder)
        verdicts = [compare(folder, kind) for kind in ("rows", "objects")]
    print(machine())
    return 0 if all(verdicts) else 1


def train(folder: Path) -> None:
    """Runs the jobs' scripts on the default data; leaves split/ and model/ in the folder."""
    options = [f"--target={TARGET}", "--task=classification"]
    split = {name: f"{folder}/split/{name}" for name in ("train", "validation", "schema")}
    python("tools/sample-data/ai4i2020.py", f"--output={folder}/input/data.csv")
    python("ml-src/preprocess.py", f"--input={folder}/input", f"--output={folder}/split", *options, *DROP)
    channels = [f"--{name}={path}" for name, path in split.items()]
    python("ml-src/train.py", *channels, f"--model-dir={folder}/model", "--metric=roc_auc", *options)


def compare(folder: Path, kind: str) -> bool:
    """kind: the form of the rows in the request, lists of values or objects by column name."""
    import inference
    import joblib
    from table import load_schema, load_split

    schema = load_schema(folder / "split/schema")
    rows = load_split(folder / "split/test/test.csv", schema)[0].head(BATCH)
    body = json.dumps({"instances": rows.to_numpy().tolist() if kind == "rows" else rows.to_dict("records")}).encode()
    pipeline = joblib.load(folder / "model/model.joblib")
    model = inference.model_fn(str(folder / "model"))

    def handler():
        prediction = inference.predict_fn(inference.input_fn(body, "application/json"), model)
        return inference.output_fn(prediction, "application/json")[0]

    answers = [row["label"] for row in json.loads(handler())["predictions"]]
    if answers != pipeline.predict(rows).tolist():
        raise AssertionError("the handler does not answer what the model file says: nothing to compare")
    ours, bare = alternately(handler, lambda: pipeline.predict(rows))
    print(f"{BATCH} {kind}, median of {RUNS} requests: {ours * 1e3:.2f} ms; bare predict: {bare * 1e3:.2f} ms")
    return verdict("handler over bare predict", ours / bare, LIMIT)


def alternately(*functions) -> list:
    """Median seconds of each, measured in turns, so that a temporarily slow machine slows all of them."""
    seconds = [[] for _ in functions]
    for turn in range(WARM_UP + RUNS):
        for times, function in zip(seconds, functions):
            start = time.perf_counter()
            function()
            if turn >= WARM_UP:
                times.append(time.perf_counter() - start)
    return [median(times) for times in seconds]


def python(script: str, *arguments: str) -> None:
    subprocess.run([sys.executable, str(ROOT / script), *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
