"""Generate a predictive-maintenance data set the way the AI4I 2020 set was generated, as far as its authors say how.

S. Matzka, "Explainable Artificial Intelligence for Predictive Maintenance Applications", AI4I 2020; the published set
is UC Irvine id 601. Where the description leaves a choice open, the comment says what was chosen. The same rows and
seed give the same bytes. Each row depends on the ones before it (temperatures and tool wear), not on the ones after it.
"""

import argparse
import os
from pathlib import Path

import numpy as np
import pandas as pd

MODES = ["TWF", "HDF", "PWF", "OSF", "RNF"]
#: Product quality: share, serial number of row 0, wear per process in minutes, overstrain limit in min Nm.
QUALITIES = {"L": (0.5, 47179, 2, 11_000), "M": (0.3, 14859, 3, 12_000), "H": (0.2, 29412, 5, 13_000)}
#: Rows over which a random walk forgets about 63 % of a deviation. A pure walk would wander off in a long file.
MEMORY = 1000.0
WRITE_ROWS = 100_000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000, help="at least 1")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--output", type=Path, required=True, help="the CSV file to write")
    arguments = parser.parse_args()
    if arguments.rows < 1:
        parser.error(f"--rows is {arguments.rows}; at least 1 is needed")
    write(generate(arguments.rows, arguments.seed), arguments.output)


def write(table, output):
    """The file gets its name only when it is complete, so that an interrupted run leaves no partial file."""
    output.parent.mkdir(parents=True, exist_ok=True)
    draft = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        table.to_csv(draft, index=False, chunksize=WRITE_ROWS)
        os.replace(draft, output)
    finally:
        if draft.exists():
            draft.unlink()


def generate(rows, seed):
    """Return a DataFrame of `rows` rows and the 14 published columns, in their order."""
    random = np.random.RandomState(seed)
    quality = random.choice(list(QUALITIES), size=rows, p=[share for share, *_ in QUALITIES.values()])
    air = 300.0 + 2.0 * random_walk(random, rows)
    process = air + 10.0 + random_walk(random, rows)
    torque = np.abs(random.normal(40.0, 10.0, rows))
    speed = rotational_speed(random, torque)
    wear, worn_out = tool_wear(random, quality)

    # Failures depend on the values in the file, so these are rounded first.
    air, process, torque, speed = air.round(1), process.round(1), torque.round(1), speed.round().astype(np.int64)
    power = torque * speed * (2.0 * np.pi / 60.0)
    limits = np.array([QUALITIES[letter][3] for letter in quality])
    failures = {
        "TWF": worn_out,
        "HDF": ((process - air).round(1) < 8.6) & (speed < 1380),
        "PWF": (power < 3500.0) | (power > 9000.0),
        "OSF": wear * torque > limits,
        "RNF": random.random_sample(rows) < 0.001,
    }
    number = np.arange(1, rows + 1)
    serial = np.array([QUALITIES[letter][1] for letter in quality]) + number
    return pd.DataFrame(
        {
            "UDI": number,
            "Product ID": [f"{letter}{digits}" for letter, digits in zip(quality, serial)],
            "Type": quality,
            "Air temperature [K]": air,
            "Process temperature [K]": process,
            "Rotational speed [rpm]": speed,
            "Torque [Nm]": torque,
            "Tool wear [min]": wear,
            "Machine failure": np.any(list(failures.values()), axis=0).astype(np.int64),
            **{mode: failures[mode].astype(np.int64) for mode in MODES},
        }
    )


def random_walk(random, rows):
    """A walk of `rows` steps with mean 0 and standard deviation 1, pulled softly back to 0 (see MEMORY)."""
    keep = np.exp(-1.0 / MEMORY)
    steps = random.normal(0.0, np.sqrt(1.0 - keep * keep), rows)
    position = random.normal()
    walk = np.empty(rows)
    for row, step in enumerate(steps):
        position = keep * position + step
        walk[row] = position
    spread = walk.std()
    return (walk - walk.mean()) / spread if spread > 0 else walk - walk.mean()


def rotational_speed(random, torque):
    """Rotational speed in rpm, shape of `torque`, which is in Nm.

    The description says no more than "from a power of 2860 W with normal noise". In the published rows speed falls with
    the 0.38th power of torque, 1510 rpm at 40 Nm, and a standard deviation of 57 rpm remains: that is drawn here.
    """
    return 1510.0 * (np.maximum(torque, 5.0) / 40.0) ** -0.38 + random.normal(0.0, 57.0, len(torque))


def tool_wear(random, quality):
    """Minutes of use of the tool at each process, and whether it fails there: two arrays of the length of `quality`.

    At a wear drawn between 200 and 240 min a tool is replaced or fails; the authors count 69 replacements and
    51 failures.
    """
    wear = np.empty(len(quality), dtype=np.int64)
    fails = np.zeros(len(quality), dtype=bool)
    current, limit = 0, random.uniform(200.0, 240.0)
    for row, letter in enumerate(quality):
        wear[row] = current
        if current >= limit:
            fails[row] = random.random_sample() < 51.0 / 120.0
            current, limit = 0, random.uniform(200.0, 240.0)
        else:
            current += QUALITIES[letter][2]
    return wear, fails


if __name__ == "__main__":
    main()
