"""Copies of one text count as one: which columns stand for their family."""

from __future__ import annotations

from collections.abc import Sequence


def first_of_families(family_of: Sequence[int]) -> list[int]:
    """The first column of each text family, in column order."""
    firsts: dict[int, int] = {}
    for column, family in enumerate(family_of):
        firsts.setdefault(family, column)
    return list(firsts.values())


def texts_of(family_of: Sequence[int]) -> Sequence[int]:
    """The number of the text that each column prints: its family, or where all are copies of
    one text, each its own, so that copies alone can be set against each other."""
    if len(set(family_of)) > 1:
        return family_of
    return range(len(family_of))
