"""Shared by the benchmarks of ml-src: measures a process, compares a ratio with its limit, and names the machine."""

import os
import platform
import subprocess
import time
from typing import List, NamedTuple


class Run(NamedTuple):
    seconds: float
    megabytes: float
    """Peak resident memory of the process."""


def measure(command: List[str]) -> Run:
    """Runs the command to its end. Raises CalledProcessError, with its output, if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    # Linux counts kilobytes, macOS bytes.
    unit = 1 if platform.system() == "Darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit / 1e6)


def verdict(what: str, ratio: float, limit: float) -> bool:
    """Prints the ratio and says whether it is within its limit."""
    within = ratio <= limit
    print(f"  {what}: {ratio:.2f} x ({'within' if within else 'OVER'} the limit of {limit} x)")
    return within


def machine() -> str:
    import numpy
    import pandas
    import sklearn

    versions = f"pandas {pandas.__version__}, NumPy {numpy.__version__}, scikit-learn {sklearn.__version__}"
    return f"machine: {os.cpu_count()} x {_processor()}, Python {platform.python_version()}, {versions}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
