"""What the articles tell: on whose word, alone, in common, against each other, and how high up."""

from __future__ import annotations

from typing import Literal

from index.article import MentionType, Span
from index.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or agency that an article credits or leans on.

    ``via`` is set for a chain: the article's own credit through which it comes
    (FT cited inside a text credited to RT).
    """

    article: int
    name: str
    kind: Literal["credit", "cited"]
    spans: tuple[Span, ...]
    via: str | None = None


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """A name, number, date or sum that one text alone has, or a sentence to which no other
    text has a close passage.

    Copies of one text count as one; the first of them that has it stands for all.
    """

    article: int
    text: str
    kind: Literal["name", "number", "date", "money", "sentence"]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one article; ``quoted`` where all of it stands in a direct quotation."""

    article: int
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """The same run of words in two or more articles; ``words`` long, ``text`` as first printed.

    ``texts`` counts the independent texts among them.
    """

    text: str
    words: int
    passages: tuple[Passage, ...]
    texts: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a contradiction: the value as printed, where it stands, its sentence.

    ``published`` is the stated date of the article as found (with its time where it has
    one), None where there is none or its content speaks against it: later may be newer.
    """

    article: int
    value: str
    span: Span
    sentence: Span
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The same kind of figure with different values beside shared words (``about``)."""

    kind: Literal["year", "date", "number", "money"]
    about: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """Something named in one article: ``spans`` in text order, ``part`` where the first stands.

    A headline, the lede (the first paragraph), the last quarter of the body, or the middle.
    """

    article: int
    part: Literal["headline", "lede", "middle", "end"]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Prominence:
    """A name or figure that several articles have, with its place in each, in their order."""

    text: str
    kind: MentionType
    appearances: tuple[Appearance, ...]
