"""What outlets do over many events: counted once a text, summed up beside others' texts.

It tells counts and where they stand, and gives no score. Its parts are loaded when they are
asked for: whoever only wants to know what waits needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazily import lazily

if TYPE_CHECKING:
    from index.profiles.compiling import Text, compile_profile
    from index.profiles.ingredients import Ingredients, dump, load, measure
    from index.profiles.versions import version


__all__ = [
    "Ingredients",
    "Text",
    "compile_profile",
    "dump",
    "load",
    "measure",
    "version",
]

__getattr__ = lazily(
    __name__,
    {
        "compiling": "Text compile_profile",
        "ingredients": "Ingredients dump load measure",
        "versions": "version",
    },
)
