"""A path that can only match one value returns that value.

Stock moto returns a list of one if there is an index in the path, and a Choice on `$.items[0].name` then silently takes
the wrong branch.
"""

import re

from moto.stepfunctions.parser.asl.utils import json_path

_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_MANY = re.compile(r"\.\.|\*|\[[^\]]*[:,?]")


def install() -> None:
    json_path._is_singleton_array_access = is_definite


def is_definite(path: str) -> bool:
    """Whether it has no wildcard, slice, union, filter or descent."""
    return not _MANY.search(_QUOTED.sub("''", path))
