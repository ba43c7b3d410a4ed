"""How the articles of one event differ, laid side by side for a reader to judge.

Counts what can be counted and points at every count in the text. It gives no score of
bias and never says that something was left out: only that nothing was found.

Each part is loaded when it is first asked for: a family of copies needs no comparison.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.framing.copies import copy_of, family_of
    from index.framing.sets import Form, WordingSet, read_sets, shipped_sets
    from index.framing.side_by_side import compare, warm

_FROM = {
    "Form": "sets",
    "WordingSet": "sets",
    "compare": "side_by_side",
    "copy_of": "copies",
    "family_of": "copies",
    "read_sets": "sets",
    "shipped_sets": "sets",
    "warm": "side_by_side",
}

__all__ = [
    "Form",
    "WordingSet",
    "compare",
    "copy_of",
    "family_of",
    "read_sets",
    "shipped_sets",
    "warm",
]


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"index.framing.{_FROM[name]}"), name)
