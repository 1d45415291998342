"""What this package replaces in or adds to moto: each attribute of a module or class that installing changes.

To update the list: PYTHONPATH=. python tests/patches.py (in packages/local-aws)
"""

import contextlib
import inspect
import sys
import tempfile
from pathlib import Path
from typing import Any

from local_aws import operations, services
from local_aws.context import ServiceContext

LIST = Path(__file__).resolve().parents[1] / "moto-patches.txt"
#: What Python itself records in a module or class once it is used.
_OWN = {"__annotations__", "__abstractmethods__", "_abc_impl", "__warningregistry__"}


def attributes() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] != "moto" or module is None:
            continue
        for attribute, value in list(vars(module).items()):
            # A module becomes an attribute of its package when it is imported; only its contents count.
            if inspect.ismodule(value):
                continue
            found[f"{name}.{attribute}"] = value
            if inspect.isclass(value) and value.__module__ == name:
                found |= {f"{name}.{attribute}.{member}": held for member, held in list(vars(value).items())}
    return {path: value for path, value in found.items() if path.rpartition(".")[2] not in _OWN}


def patches() -> list[str]:
    modules = services.load()
    with tempfile.TemporaryDirectory() as folder:
        context = ServiceContext(
            state=Path(folder),
            environment={"AWS_ENDPOINT_URL": "", "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            python=sys.executable,
            account_id="123456789012",
            changing=contextlib.nullcontext,
            waiting=contextlib.nullcontext,
        )
        before = attributes()
        loaded = {name for name in sys.modules if name.split(".")[0] == "moto"}
        operations.install()
        services.install(modules, context)
        after = attributes()
    changed = [path for path, value in after.items() if before.get(path, _MISSING) is not value]
    ours = sorted(path for path in changed if any(path.startswith(f"{name}.") for name in loaded))
    return [f"{'replaces' if path in before else 'adds':8} {path}" for path in ours]


_MISSING = object()

if __name__ == "__main__":
    LIST.write_text("".join(f"{path}\n" for path in patches()))
