"""What outlets do over many events: counted once a text, summed up beside others' texts.

It tells counts and where they stand, and gives no score.
"""

from __future__ import annotations

from index.profiles.behind import behind
from index.profiles.compiling import Text, compile_profile
from index.profiles.ingredients import Ingredients, dump, load, measure, version

__all__ = [
    "Ingredients",
    "Text",
    "behind",
    "compile_profile",
    "dump",
    "load",
    "measure",
    "version",
]
