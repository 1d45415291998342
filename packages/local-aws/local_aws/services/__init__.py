"""One module per AWS service, each adding what moto lacks. They are found by listing this package."""

import importlib
import pkgutil
from types import ModuleType

from ..context import ServiceContext


def load() -> list[ModuleType]:
    """Every module here, in alphabetical order; importing one does not change anything yet."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def install(modules: list[ModuleType], context: ServiceContext) -> None:
    for module in modules:
        module.install(context)


def restore(modules: list[ModuleType], context: ServiceContext) -> None:
    _call("restore", modules, context)


def shutdown(modules: list[ModuleType], context: ServiceContext) -> None:
    _call("shutdown", modules, context)


def _call(hook: str, modules: list[ModuleType], context: ServiceContext) -> None:
    for module in modules:
        if hasattr(module, hook):
            getattr(module, hook)(context)
