"""What a package offers, loaded when it is first named: whoever needs little pays for little."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package (PEP 562).

    ``names`` has for each module, by its name inside the package, what is taken from it, with
    spaces between. Answers raise AttributeError for anything else, as Python does.
    """
    where = {name: module for module, each in names.items() for name in each.split()}

    def load(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{where[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return load
