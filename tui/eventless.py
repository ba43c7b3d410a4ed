"""What a list without events says: that they come yet, that none does, or what to do."""

from __future__ import annotations

from index import Library
from index.dataclass import dataclass
from tui.key_words import worded


@dataclass(frozen=True, slots=True)
class Eventless:
    """Why there is no event, in ``words``; ``articles`` where there are some, in none."""

    words: str
    articles: bool = False


def eventless(library: Library) -> Eventless:
    """Why ``library``, which holds no event, holds none. Raises LibraryError."""
    if library.pending() and not library.read_only:
        return Eventless(worded("grouping the articles · {library.next_list} lists them"))
    if library.counts().articles:
        return Eventless(worded("no events · {library.next_list} lists the articles"), True)
    return Eventless(worded("no articles yet; {library.add} adds some"))
