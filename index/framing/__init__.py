"""How the articles of one event differ, laid side by side for a reader to judge.

Counts what can be counted and points at every count in the text. It gives no score of
bias and never says that something was left out: only that nothing was found.
"""

from __future__ import annotations

from index.framing.compare import compare, warm
from index.framing.copies import copy_of, family_of
from index.framing.sets import Form, WordingSet, read_sets, shipped_sets

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
