"""How much of each article is compared sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from index.framing.telling import Telling

MOST = 2400
"""Sentences that are compared with each other in one comparison; the time grows with its square."""


def extents(tellings: Sequence[Telling], most: int = MOST) -> list[int]:
    """How many sentences of each article are compared, from its beginning.

    All, or where that is more than ``most`` together, those of short articles and as many
    of each long one.
    """
    lengths = [len(telling.sentences) for telling in tellings]
    left, found = most, [0] * len(lengths)
    for rank, column in enumerate(sorted(range(len(lengths)), key=lambda each: lengths[each])):
        found[column] = min(lengths[column], left // (len(lengths) - rank))
        left -= found[column]
    return found


def extent_remark(telling: Telling, extent: int) -> str | None:
    """What a reader should know of an article of which not all is compared."""
    sentences = len(telling.sentences)
    if extent >= sentences:
        return None
    return (
        f"of its {sentences:,} sentences only the first {extent:,} are laid beside those of "
        "other columns"
    )
