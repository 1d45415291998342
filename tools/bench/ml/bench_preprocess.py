"""Preprocessing compared with only reading: the time for 1 M rows, and the memory for 5 M rows against 1 M.

Both sides are whole processes, and both start Python and import pandas; the ratio without that is printed as well.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from _measure import Run, machine, measure, verdict

ROOT = Path(__file__).resolve().parents[3]
MILLION = 1_000_000
RUNS = 3
TIME_LIMIT, MEMORY_LIMIT = 1.5, 1.2

READ = "import sys, pandas; pandas.read_csv(sys.argv[1])"
IMPORTS = "import pandas"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bench-preprocess-") as name:
        folder = Path(name)
        small = generate(folder / "1m" / "data.csv", MILLION)
        preprocess(small)  # fills the file cache
        pairs = [(preprocess(small), python("-c", READ, str(small))) for _ in range(RUNS)]
        start = median(python("-c", IMPORTS).seconds for _ in range(RUNS))
        ours, theirs = (median(run.seconds for run in side) for side in zip(*pairs))
        peak = max(run.megabytes for run, _ in pairs)
        small.unlink()
        large_peak = preprocess(generate(folder / "5m" / "data.csv", 5 * MILLION)).megabytes
    print(f"preprocessing, median of {RUNS} runs of processes, the default data's columns:")
    print(f"  1 M rows: {ours:.2f} s; pandas.read_csv of the same file: {theirs:.2f} s")
    print(f"    {(ours - start) / (theirs - start):.2f} x without starting Python and importing pandas ({start:.2f} s)")
    fast = verdict("time over reading", ours / theirs, TIME_LIMIT)
    print(f"  peak memory: {peak:.0f} MB for 1 M rows, {large_peak:.0f} MB for 5 M rows")
    flat = verdict("memory of 5 M rows over 1 M", large_peak / peak, MEMORY_LIMIT)
    print(machine())
    return 0 if fast and flat else 1


def generate(path: Path, rows: int) -> Path:
    command = [sys.executable, str(ROOT / "tools/sample-data/ai4i2020.py"), "--output", str(path), "--rows", str(rows)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def preprocess(data: Path) -> Run:
    """Runs the processing job's script once, on the folder with the data."""
    with tempfile.TemporaryDirectory(prefix="bench-output-", dir=data.parent.parent) as output:
        options = ["--target", "Machine failure", "--task", "classification"]
        drop = [f"--drop={name}" for name in ("UDI", "Product ID", "TWF", "HDF", "PWF", "OSF", "RNF")]
        script = str(ROOT / "ml-src/preprocess.py")
        return python(script, "--input", str(data.parent), "--output", output, *options, *drop)


def python(*arguments: str) -> Run:
    return measure([sys.executable, *arguments])


if __name__ == "__main__":
    sys.exit(main())
