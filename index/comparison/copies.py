"""Articles that print the same text, and how one copy departs from another."""

from __future__ import annotations

from typing import Literal

from index.article import ArticleLine, Finding, Span
from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One passage in which a copy departs from the reference text of its family.

    ``reference`` and ``copy`` are where it stands in either text, None where it does not:
    ``cut`` stands in the reference alone, ``added`` in the copy alone. ``reworded`` gives
    the sentences on both sides, ``moved`` the same words at another place. ``gone`` and
    ``new`` are the words that only the reference, only the copy has there; a passage may
    stand in the place of a few words of the other text. ``words`` counts the passage, of a
    reworded one the larger of ``gone`` and ``new``.
    """

    kind: Literal["cut", "added", "reworded", "moved"]
    reference: Span | None
    copy: Span | None
    words: int
    gone: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a wire text beside the reference text of its family.

    ``words`` counts its body, ``common_words`` those of them in ``common``: runs of words
    that the reference prints, too. ``own_headline`` tells that both have a headline and
    they differ. ``differences`` are in the order of the reference, then of the copy.
    """

    article: int
    reference: int
    headline: str | None
    own_headline: bool
    words: int
    common_words: int
    common: tuple[Span, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Credited:
    """An agency whose text one copy says it carries, with the proof."""

    name: str
    article: int
    proof: Finding


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that print the same text: they count as one.

    ``reference`` is the copy that holds most of what the others print and least of its
    own; of equals the agency's, then the longest. ``copies`` are all of them, the
    reference first, then by day. ``credits`` are what copies say of whose text it is; a
    copy may say nothing.
    """

    id: int
    reference: int
    copies: tuple[ArticleLine, ...]
    credits: tuple[Credited, ...] = ()
