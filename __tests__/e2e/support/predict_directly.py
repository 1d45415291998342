"""Loads model.joblib from a model.tar.gz without any serving code and prints its probabilities for rows from stdin."""

import json
import sys
import tarfile
import tempfile
from pathlib import Path

import joblib
import pandas

with tempfile.TemporaryDirectory() as folder:
    with tarfile.open(sys.argv[1]) as archive:
        archive.extractall(folder)
    # The pipeline's own classes are next to inference.py in the archive.
    sys.path.insert(0, str(Path(folder) / "code"))
    model = joblib.load(Path(folder) / "model.joblib")
    rows = pandas.DataFrame(json.load(sys.stdin))
    classes = [str(name) for name in model.classes_]
    print(json.dumps([dict(zip(classes, row)) for row in model.predict_proba(rows).tolist()]))
