"""The generator of the default data: what is published about AI4I 2020 holds for its output."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

GENERATOR = Path(__file__).resolve().parents[3] / "tools/sample-data/ai4i2020.py"
MODES = ["TWF", "HDF", "PWF", "OSF", "RNF"]


def generate(output: Path, *options) -> subprocess.CompletedProcess:
    command = [sys.executable, str(GENERATOR), "--output", str(output), *map(str, options)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> pd.DataFrame:
    path = tmp_path_factory.mktemp("data") / "new folder" / "ai4i2020.csv"
    assert generate(path).returncode == 0
    assert [other.name for other in path.parent.iterdir()] == ["ai4i2020.csv"]
    return pd.read_csv(path)


def test_columns_are_those_of_the_published_set(data):
    assert ",".join(data.columns) == (
        "UDI,Product ID,Type,Air temperature [K],Process temperature [K],Rotational speed [rpm],Torque [Nm],"
        "Tool wear [min],Machine failure,TWF,HDF,PWF,OSF,RNF"
    )
    assert data.notna().all(axis=None)


def test_rows_are_numbered_and_products_named_after_their_quality(data):
    assert data["UDI"].tolist() == list(range(1, 10_001))
    assert data["Product ID"].is_unique
    assert (data["Product ID"].str[0] == data["Type"]).all()
    assert data["Product ID"].str.fullmatch(r"[LMH]\d{5}").all()


def test_shares_and_distributions_are_the_published_ones(data):
    shares = data["Type"].value_counts(normalize=True)
    assert shares.to_dict() == pytest.approx({"L": 0.5, "M": 0.3, "H": 0.2}, abs=0.02)
    air, process = data["Air temperature [K]"], data["Process temperature [K]"]
    assert (air.mean(), air.std()) == pytest.approx((300, 2), abs=0.01)
    assert ((process - air).mean(), (process - air).std()) == pytest.approx((10, 1), abs=0.01)
    torque = data["Torque [Nm]"]
    assert (torque.mean(), torque.std()) == pytest.approx((40, 10), abs=0.5)
    assert (torque >= 0).all()
    assert data["Tool wear [min]"].max() <= 245


def test_about_3_4_percent_fail_each_mode_in_a_plausible_number(data):
    assert 0.028 <= data["Machine failure"].mean() <= 0.042
    published = {"TWF": 46, "HDF": 115, "PWF": 95, "OSF": 98, "RNF": 19}
    for mode, count in published.items():
        assert count / 4 <= data[mode].sum() <= count * 2, mode


def test_failures_follow_the_published_rules(data):
    power = data["Torque [Nm]"] * data["Rotational speed [rpm]"] * 2 * 3.141592653589793 / 60
    assert (data["PWF"] == ((power < 3500) | (power > 9000))).all()
    difference = (data["Process temperature [K]"] - data["Air temperature [K]"]).round(1)
    assert (data["HDF"] == ((difference < 8.6) & (data["Rotational speed [rpm]"] < 1380))).all()
    limit = data["Type"].map({"L": 11_000, "M": 12_000, "H": 13_000})
    assert (data["OSF"] == (data["Tool wear [min]"] * data["Torque [Nm]"] > limit)).all()
    assert data.loc[data["TWF"] == 1, "Tool wear [min]"].min() >= 200
    assert (data["Machine failure"] == data[MODES].any(axis=1)).all()


def test_same_seed_same_bytes_and_another_seed_other_rows(tmp_path):
    first, again, other = (tmp_path / name for name in ("first.csv", "again.csv", "other.csv"))
    for path, seed in ((first, 1), (again, 1), (other, 2)):
        assert generate(path, "--rows", 200, "--seed", seed).returncode == 0
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()
    assert len(pd.read_csv(first)) == 200


def test_a_failed_run_leaves_no_file(tmp_path):
    (tmp_path / "taken.csv").mkdir()
    assert generate(tmp_path / "taken.csv", "--rows", 20).returncode != 0
    assert [path.name for path in tmp_path.iterdir()] == ["taken.csv"]


def test_no_rows_are_refused(tmp_path):
    done = generate(tmp_path / "none.csv", "--rows", 0)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("error: --rows is 0; at least 1 is needed")
