"""moto-patches.txt lists what an upgrade of moto has to check, so it has to be complete."""

import subprocess
import sys

from tests.patches import LIST
from tests.support import PACKAGE


def test_the_list_of_patches_is_what_installing_changes() -> None:
    # In a separate process: installing changes moto permanently.
    program = "from tests.patches import patches; print(*patches(), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program], cwd=PACKAGE, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    changed, listed = done.stdout.splitlines(), LIST.read_text().splitlines()
    assert changed == listed, "write it again: PYTHONPATH=. python tests/patches.py (in packages/local-aws)"
