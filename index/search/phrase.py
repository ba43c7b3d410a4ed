"""Words in a row: articles in which given stems follow one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.blocks import Array
from index.search.parts import Part, Ranges


def in_a_row(part: Part, row: Sequence[Ranges | None], among: Array, title: bool) -> Array:
    """Which of the articles in ``among`` (truth values) have the row.

    ``row`` holds for each place the stems that may stand there; None: any word may. Places
    are looked up rarest first, in the articles that are left. ``title``: in the title only.
    """
    asked = [(at, ranges) for at, ranges in enumerate(row) if ranges is not None]
    asked.sort(key=lambda one: part.size(one[1]))
    starts: Array | None = None
    allowed = among
    for at, ranges in asked:
        here = part.spots(ranges, among, at)
        starts = here if starts is None else _both(starts, here)
        if title:
            docs = starts >> 32
            ends = (starts & 0xFFFFFFFF) - 256 + len(row)
            starts = starts[ends <= part.titles[docs]]
        among = np.zeros(len(part), bool)
        among[starts >> 32] = True
        if not len(starts):
            break
    return among & allowed


def _both(one: Array, other: Array) -> Array:
    """The numbers in both of two sorted arrays."""
    if len(one) > len(other):
        one, other = other, one
    if not len(one):
        return one
    both: Array
    if len(one) * 8 < len(other):
        at = np.minimum(np.searchsorted(other, one), len(other) - 1)
        both = one[other[at] == one]
    else:
        together = np.concatenate((one, other))
        together.sort(kind="stable")  # two sorted runs: one pass
        both = together[:-1][together[1:] == together[:-1]]
    return both
