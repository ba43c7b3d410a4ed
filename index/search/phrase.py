"""Words in a row: articles in which given stems follow one another."""

from __future__ import annotations

from collections.abc import Sequence

from index.search.parts import Part

Row = Sequence[Sequence[str]]
"""For each place of a phrase the stems that may stand there; none: any word may."""


def in_a_row(part: Part, field: str, row: Row, among: Sequence[int]) -> list[int]:
    """Those of the articles ``among`` (ascending) that have the row in ``field``.

    Give the row's rarest word a chance to go first: places are looked up in the order that
    leaves the fewest articles to look at.
    """
    asked = [(offset, stems) for offset, stems in enumerate(row) if stems]
    asked.sort(key=lambda one: sum(len(part.lexicon.docs_of(stem)) for stem in one[1]))
    starts: dict[int, set[int]] = {}
    for turn, (offset, stems) in enumerate(asked):
        here = _starts(part, field, stems, offset, among)
        starts = here if turn == 0 else _both(starts, here)
        among = list(starts)
    return list(among)


def _starts(
    part: Part, field: str, stems: Sequence[str], offset: int, among: Sequence[int]
) -> dict[int, set[int]]:
    """By article, where a row could start that has one of ``stems`` at ``offset``."""
    starts: dict[int, set[int]] = {}
    for stem in stems:
        for number, positions in part.positions(field, stem, among).items():
            starts.setdefault(number, set()).update(at - offset for at in positions)
    return dict(sorted(starts.items())) if len(stems) > 1 else starts


def _both(one: dict[int, set[int]], other: dict[int, set[int]]) -> dict[int, set[int]]:
    met = ((number, starts & other[number]) for number, starts in one.items() if number in other)
    return {number: starts for number, starts in met if starts}
