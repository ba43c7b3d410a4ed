"""What outlets do over many events: counted once a text, summed up beside others' texts.

It tells counts and where they stand, and gives no score. Its parts are loaded when they are
asked for: whoever only wants to know what waits needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.profiles.compiling import Text, compile_profile
    from index.profiles.ingredients import Ingredients, dump, load, measure
    from index.profiles.versions import version

_FROM = {
    "Text": "compiling",
    "compile_profile": "compiling",
    "Ingredients": "ingredients",
    "dump": "ingredients",
    "load": "ingredients",
    "measure": "ingredients",
    "version": "versions",
}

__all__ = [
    "Ingredients",
    "Text",
    "compile_profile",
    "dump",
    "load",
    "measure",
    "version",
]


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"index.profiles.{_FROM[name]}"), name)
