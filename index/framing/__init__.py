"""How the articles of one event differ, laid side by side for a reader to judge.

Counts what can be counted and points at every count in the text. It gives no score of
bias and never says that something was left out: only that nothing was found.

Each part is loaded when it is first asked for: a family of copies needs no comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazily import lazily

if TYPE_CHECKING:
    from index.framing.copies import copy_of, family_of
    from index.framing.sets import Form, WordingSet, read_sets, shipped_sets
    from index.framing.side_by_side import compare, warm


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

__getattr__ = lazily(
    __name__,
    {
        "copies": "copy_of family_of",
        "sets": "Form WordingSet read_sets shipped_sets",
        "side_by_side": "compare warm",
    },
)
