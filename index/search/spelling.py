"""What may have been meant by a word that no article has."""

from __future__ import annotations

from index.search.snapshot import Snapshot

_SHORTEST = 3
_FAR = 6
"""From how many letters on a word may be two mistakes away."""


def nearest(word: str, snapshot: Snapshot) -> str | None:
    """The known word fewest mistakes away from a folded ``word``; the commonest of those.

    A mistake is a letter missing, added, changed or swapped with the next. Words under six
    letters may hold one, longer ones two (but not in the first letter).
    """
    if not _SHORTEST <= len(word) <= 32:
        return None
    for mistakes in (1, 2) if len(word) >= _FAR else (1,):
        for surface in snapshot.near(word, mistakes).values():
            if mistakes == 1 or surface[:1] == word[:1]:
                return surface
    return None
